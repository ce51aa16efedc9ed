import type { AnswerDetail, CitationDetail } from '../../server/schemas/answers.js';
import { CollectButton } from '../collection/collect-button.js';
import { middleOf, thumbnailAddress } from '../collection/moment-place.js';
import { JudgeButtons } from '../feedback/judge-buttons.js';
import { PlaceLink } from '../routing/place-link.js';
import { Problem } from '../settings/problem.js';
import { clock, percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { piecesOf, type Turn } from './conversation.js';
import { LookList } from './look-list.js';

/** A question and its answer, with the moments that it rests on. */
export function AnswerView({ turn }: { readonly turn: Turn }) {
  const words = useWords();
  const { question, text, state, citations, looks, answer, error, found } = turn;
  return (
    <article className="turn" aria-busy={state === 'asking'}>
      <h2 className="question">
        <span className="unseen">{words.you}: </span>
        {question}
      </h2>
      <div className={found ? 'answer' : 'answer absent'}>
        {text !== '' && (
          <p className="text">
            {piecesOf(text).map((piece, index) =>
              'words' in piece ? (
                piece.words
              ) : (
                <CitationChip key={index} citation={citations.find(({ number }) => number === piece.citation)} />
              ),
            )}
          </p>
        )}
        {state === 'asking' && text === '' && <p className="hint">{words.looking}</p>}
        {state === 'stopped' && <p className="hint">{words.cancelled}</p>}
        {state === 'failed' && <Problem error={error} />}
        {citations.length > 0 && <Moments moments={citations} />}
        {answer && answer.nearest.length > 0 && (
          <>
            <p className="hint">{words.nearestMoments}</p>
            <Moments moments={answer.nearest} />
          </>
        )}
        {answer && <Checks answer={answer} />}
        {answer && (
          <JudgeButtons
            judged={{
              kind: 'answer',
              question,
              text,
              citations: citations.map(({ videoId, span }) => ({ videoId, span })),
            }}
          />
        )}
        {looks.length > 0 && <LookList looks={looks} answer={answer} />}
      </div>
    </article>
  );
}

function CitationChip({ citation }: { readonly citation: CitationDetail | undefined }) {
  const words = useWords();
  if (!citation) return null;
  const { videoId, videoTitle, span, number } = citation;
  const time = clock(span.startSeconds);
  return (
    <PlaceLink
      to={{ videoId, atSeconds: span.startSeconds }}
      className="chip"
      aria-label={`${number}: ${words.jumpTo(videoTitle, time)}`}
      data-seconds={span.startSeconds}
    >
      <span aria-hidden="true">▶ {time}</span>
    </PlaceLink>
  );
}

function Moments({ moments }: { readonly moments: readonly Omit<CitationDetail, 'number'>[] }) {
  return (
    <ul className="cited">
      {moments.map(({ videoId, videoTitle, span, note }, index) => (
        <li key={index}>
          <PlaceLink to={{ videoId, atSeconds: span.startSeconds }} title={note}>
            <img src={thumbnailAddress(videoId, middleOf(span), 160)} alt="" loading="lazy" width={112} height={84} />
            <span className="hint">
              {clock(span.startSeconds)}–{clock(span.endSeconds)} {videoTitle}
            </span>
          </PlaceLink>
          <CollectButton moment={{ videoId, videoTitle, span, label: note }} />
        </li>
      ))}
    </ul>
  );
}

const signs = { confirmed: '✓', rejected: '✗', unverified: '?' } as const;

function Checks({ answer: { claims, confidence, found } }: { readonly answer: AnswerDetail }) {
  const words = useWords();
  if (!found || claims.length === 0) return null;
  return (
    <details className="checks">
      <summary>
        {words.checked}: {claims.map(({ verdict }) => signs[verdict]).join(' ')} ·{' '}
        {words.confidence(percent(confidence))}
      </summary>
      <ul>
        {claims.map(({ text, verdict, reason }, index) => (
          <li key={index} className={verdict}>
            <strong>
              {signs[verdict]} {words.verdicts[verdict]}
            </strong>
            : {text} <span className="hint">({reason})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
