import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queries } from '../server/queries.js';
import { server } from '../server/server-client.js';
import { useWords } from '../words/words-context.js';
import type { Conversation } from './use-conversation.js';

/** Goes back to an earlier conversation, begins a new one, or forgets this one. */
export function ThreadChoice({ conversation: { thread, turns, resume } }: { readonly conversation: Conversation }) {
  const words = useWords();
  const client = useQueryClient();
  const { data } = useQuery(queries.threads());
  const known = data?.threads ?? [];
  const forget = async (): Promise<void> => {
    await server.api.threads[':id'].$delete({ param: { id: thread } });
    resume();
    await client.invalidateQueries({ queryKey: queries.threads().queryKey });
  };
  return (
    <div className="threads">
      <select aria-label={words.threads} value={thread} onChange={({ target }) => resume(target.value)}>
        {!known.some(({ id }) => id === thread) && <option value={thread}>{words.newChat}</option>}
        {known.map(({ id, turns: count, lastUsed }) => (
          <option key={id} value={id}>
            {new Date(lastUsed).toLocaleString()} · {words.turns(count)}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => resume()} disabled={turns.length === 0}>
        {words.newChat}
      </button>
      {known.some(({ id }) => id === thread) && (
        <button type="button" title={words.forget} onClick={() => void forget()}>
          <span aria-hidden="true">✕</span>
          <span className="unseen">{words.forget}</span>
        </button>
      )}
    </div>
  );
}
