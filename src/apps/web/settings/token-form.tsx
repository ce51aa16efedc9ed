import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { openSession } from '../server/session.js';
import { useWords } from '../words/words-context.js';

/** Asks for the server's token. */
export function TokenForm() {
  const words = useWords();
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const [wrong, setWrong] = useState(false);
  const open = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    try {
      await openSession(token);
      await client.invalidateQueries();
    } catch {
      setWrong(true);
    }
  };
  return (
    <main className="token">
      <form onSubmit={(event) => void open(event)}>
        <h1>{words.tokenTitle}</h1>
        <p>{words.tokenText}</p>
        <label>
          {words.token}
          <input
            type="password"
            autoComplete="current-password"
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        </label>
        {wrong && <p role="alert">{words.wrongToken}</p>}
        <button type="submit" className="main" disabled={token === ''}>
          {words.open}
        </button>
      </form>
    </main>
  );
}
