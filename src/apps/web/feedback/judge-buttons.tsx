import { useState } from 'react';
import type { FeedbackBody } from '../../server/schemas/feedback.js';
import { server } from '../server/server-client.js';
import { useWords } from '../words/words-context.js';

type Judged = FeedbackBody extends infer Body ? (Body extends FeedbackBody ? Omit<Body, 'verdict'> : never) : never;
type Verdict = FeedbackBody['verdict'];

const verdicts: readonly Verdict[] = ['up', 'down'];
const signs = { up: '＋', down: '－' } as const;

/** Thumbs for a moment that was found, or an answer; the server keeps them. The same thumb again takes it back. */
export function JudgeButtons({ judged }: { readonly judged: Judged }) {
  const words = useWords();
  const [given, setGiven] = useState<{ readonly verdict: Verdict; readonly id: number }>();
  const [failed, setFailed] = useState(false);
  const judge = async (verdict: Verdict): Promise<void> => {
    setFailed(false);
    try {
      if (given) await server.api.feedback[':id'].$delete({ param: { id: String(given.id) } });
      setGiven(undefined);
      if (given?.verdict === verdict) return;
      const kept = await (await server.api.feedback.$post({ json: { ...judged, verdict } })).json();
      setGiven({ verdict, id: kept.id });
    } catch {
      setFailed(true);
    }
  };
  return (
    <span className="judge">
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={given?.verdict === verdict}
          title={words.judge[verdict]}
          onClick={() => void judge(verdict)}
        >
          <span aria-hidden="true">{signs[verdict]}</span>
          <span className="unseen">{words.judge[verdict]}</span>
        </button>
      ))}
      {failed && (
        <span className="problem" role="alert">
          {words.failed}
        </span>
      )}
    </span>
  );
}
