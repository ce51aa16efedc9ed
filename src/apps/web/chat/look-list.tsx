import type { AnswerDetail } from '../../server/schemas/answers.js';
import { PlaceLink } from '../routing/place-link.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import type { ShownLook } from './conversation.js';

/** Moments of one look that are listed. */
const mostMoments = 12;

/** What the agent looked at, unfolded on demand. */
export function LookList({
  looks,
  answer,
}: {
  readonly looks: readonly ShownLook[];
  readonly answer: AnswerDetail | undefined;
}) {
  const words = useWords();
  return (
    <details className="looks">
      <summary>{answer ? words.lookedAt(looks.length) : words.looking}</summary>
      <ol>
        {looks.map(({ callId, tool, input, moments }, index) => (
          <li key={callId}>
            <code>{tool}</code> {wordInput(input)}{' '}
            <span className="hint">{moments === undefined ? words.looking : words.moments(moments)}</span>
            <span className="seen">
              {(answer?.lookedAt[index]?.moments ?? [])
                .slice(0, mostMoments)
                .map(({ videoId, videoTitle, span }, at) => (
                  <PlaceLink
                    key={at}
                    to={{ videoId, atSeconds: span.startSeconds }}
                    className="chip"
                    aria-label={words.jumpTo(videoTitle, clock(span.startSeconds))}
                  >
                    {clock(span.startSeconds)}
                  </PlaceLink>
                ))}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function wordInput(input: Readonly<Record<string, unknown>>): string {
  return Object.entries(input)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
