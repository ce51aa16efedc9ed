import { AskreelError } from '../../domain/coded-error.js';
import type {
  AnswerFeedback,
  Feedback,
  FeedbackVerdict,
  JudgedPlace,
  RankedPlace,
} from '../../domain/feedback/feedback.js';
import { plainLine, plainText } from '../../domain/plain-line.js';
import { spanMiddle, spanContains, temporalIou, type TimeSpan } from '../../domain/time-span.js';
import type { Moment } from '../../domain/moment.js';
import type { WeighedMoment } from '../../retrieval/contracts.js';
import type { RankingFit } from '../library-ranking.js';
import type { VideoLibrary } from '../video-library.js';
import { resolveVideoIds } from './search-moments.js';

/** A place that somebody judged, or that an answer cites. */
export interface GivenPlace {
  /** Title, path or id. */
  readonly video: string;
  readonly span: TimeSpan;
}

/** A thumb on a moment that a search returned, or on an answer. */
export type GivenFeedback =
  | ({ readonly kind: 'moment'; readonly verdict: FeedbackVerdict; readonly query: string } & GivenPlace)
  | {
      readonly kind: 'answer';
      readonly verdict: FeedbackVerdict;
      readonly question: string;
      /** The answer. */
      readonly text: string;
      readonly citations?: readonly GivenPlace[];
    };

const mostQueryCharacters = 4000;
const mostTextCharacters = 20_000;
const mostCitations = 100;
/** As many as a search is mostly asked for. */
const shownMoments = 10;
/** A judged span is the search's when they overlap by more than this (IoU): ends may have been rounded. */
const sameMomentIou = 0.5;

/**
 * Keeps a thumb. For a moment the search is made again, so that what spoke for it and for what was shown beside it is known
 * when the ranking is fitted. Of one moment for one query, and of one answer, the latest thumb stands.
 *
 * Throws `BAD_ARGUMENT` for empty or oversized texts and for spans outside their video, `VIDEO_UNKNOWN`, `LIBRARY_LOCKED`,
 * `LIBRARY_UNREACHABLE`, `DISK_FULL`, `ABORTED`.
 */
export async function recordFeedback(
  library: VideoLibrary,
  given: GivenFeedback,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Feedback> {
  const { packId, revision } = library.library.space;
  const pack = `${packId}@${revision}`;
  const { verdict } = given;
  if (!isVerdict(verdict)) throw new AskreelError('BAD_ARGUMENT', 'A verdict is either up or down.');
  if (given.kind === 'answer') return library.feedback.add(readAnswer(given, library), pack);
  const query = requireText(given.query, 'query', mostQueryCharacters);
  const place = readPlace(given, library);
  const weighed = await library.weigher.weigh({ description: query, ...options });
  const at = findPlace(place, weighed);
  const ranked = at === undefined ? undefined : rankedPlace(weighed, at);
  const shownBeside = weighed
    .slice(0, shownMoments)
    .map((_, index) => rankedPlace(weighed, index))
    .filter((_, index) => index !== at);
  const moment = at === undefined ? undefined : weighed[at]?.moment;
  return library.feedback.add(
    {
      ...{ kind: 'moment', verdict, query, ...place, shownBeside },
      text: moment ? wordsOf(moment) : captionAt(place, library),
      evidence: moment?.evidence ?? [],
      ...(ranked && { ranked: { rank: ranked.rank, score: ranked.score, signals: ranked.signals } }),
    },
    pack,
  );
}

/** Fits the ranking to all feedback; see {@link RankingFit}. Throws `LIBRARY_UNREACHABLE`, `DISK_FULL`, `CATALOG_DAMAGED`. */
export function fitRanking(library: Pick<VideoLibrary, 'feedback' | 'ranking'>): RankingFit {
  return library.ranking.fit(library.feedback.all());
}

function isVerdict(verdict: string): verdict is FeedbackVerdict {
  return verdict === 'up' || verdict === 'down';
}

function readAnswer(
  { verdict, question, text, citations = [] }: Extract<GivenFeedback, { kind: 'answer' }>,
  library: VideoLibrary,
): AnswerFeedback {
  if (citations.length > mostCitations) {
    throw new AskreelError('BAD_ARGUMENT', `An answer may have at most ${mostCitations} citations.`);
  }
  return {
    ...{ kind: 'answer', verdict },
    query: requireText(question, 'question', mostQueryCharacters),
    text: requireText(text, 'answer', mostTextCharacters),
    citations: citations.map((place) => readPlace(place, library)),
  };
}

function requireText(text: string, what: string, most: number): string {
  const plain = plainText(text).trim();
  if (plain !== '' && plain.length <= most) return plain;
  throw new AskreelError(
    'BAD_ARGUMENT',
    `The ${what} is ${plain === '' ? 'empty' : `longer than ${most} characters`}.`,
  );
}

function readPlace({ video: reference, span }: GivenPlace, { library }: VideoLibrary): JudgedPlace {
  const [videoId = ''] = resolveVideoIds(library, [reference]);
  const video = library.findVideo(videoId);
  const { startSeconds, endSeconds } = span;
  const durationSeconds = video?.durationSeconds ?? 0;
  // Written so that what is no number fails too.
  if (startSeconds >= 0 && startSeconds < durationSeconds && endSeconds > startSeconds && endSeconds < Infinity) {
    return { videoId, videoTitle: video?.title ?? '', span: { startSeconds, endSeconds } };
  }
  throw new AskreelError('BAD_ARGUMENT', `A moment from ${startSeconds} s to ${endSeconds} s lies outside its video.`, {
    hint: `"${plainLine(video?.title ?? reference)}" is ${durationSeconds.toFixed(1)} s long.`,
  });
}

function findPlace({ videoId, span }: JudgedPlace, weighed: readonly WeighedMoment[]): number | undefined {
  const overlaps = weighed.map(({ moment }) => (moment.videoId === videoId ? temporalIou(moment.span, span) : 0));
  const most = Math.max(0, ...overlaps);
  return most > sameMomentIou ? overlaps.indexOf(most) : undefined;
}

function rankedPlace(weighed: readonly WeighedMoment[], index: number): RankedPlace {
  const { moment, signals } = weighed[index] as WeighedMoment;
  const { videoId, videoTitle, span, score } = moment;
  return { videoId, videoTitle, span, rank: index + 1, score, signals };
}

function wordsOf({ caption, evidence }: Moment): string {
  const said = evidence.find((one) => one.kind === 'transcript');
  return plainLine(caption ?? said?.text ?? '');
}

function captionAt({ videoId, span }: JudgedPlace, { library }: VideoLibrary): string {
  const shot = library.shots(videoId).find((one) => spanContains(one.span, spanMiddle(span)));
  return plainLine(shot?.caption ?? '');
}
