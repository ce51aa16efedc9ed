import type { AnswerWords } from '../../src/domain/answer.js';
import type { Moment } from '../../src/domain/moment.js';
import type { RgbImage, VideoFrame } from '../../src/domain/rgb-image.js';
import type { ActionSpan, Shot, Video } from '../../src/domain/video.js';
import type { ClipEncoder } from '../../src/encoders/contracts.js';
import { sampleClipTimes } from '../../src/encoders/sample-clip-times.js';
import type { EvaluationDependencies } from '../../src/evaluation/contracts.js';
import type { TruthSet } from '../../src/evaluation/truth-set.js';
import type { LibraryReader } from '../../src/library/contracts.js';

/** What the library holds of one shot. */
export interface IndexedShot {
  readonly from: number;
  readonly to: number;
  readonly caption: string;
  readonly label: string;
}

const framesPerSecond = 10;

/** Videos by id, each at `/<id>.mp4`, as a library that knows only what evaluation reads. */
export function scriptedLibrary(script: Readonly<Record<string, readonly IndexedShot[]>>): LibraryReader {
  const shots = (videoId: string): Shot[] =>
    (script[videoId] ?? []).map(({ from, to, caption }, index) => ({
      videoId,
      index,
      span: { startSeconds: from, endSeconds: to },
      caption,
      motion: 0,
    }));
  const actions = (videoId: string): ActionSpan[] =>
    shots(videoId).map(({ span, index }) => ({
      videoId,
      span,
      shotIndex: index,
      label: script[videoId]?.[index]?.label ?? '',
      probability: 0.9,
    }));
  const findByPath = (path: string): Video | undefined => {
    const id = Object.keys(script).find((item) => path === `/${item}.mp4`);
    return id === undefined ? undefined : ({ id, path } as Video);
  };
  return { shots, actions, findByPath } as Partial<LibraryReader> as LibraryReader;
}

export function momentAt(videoId: string, startSeconds: number, endSeconds: number): Moment {
  const span = { startSeconds, endSeconds };
  return { videoId, videoTitle: videoId, videoPath: `/${videoId}.mp4`, span, score: 1, evidence: [] };
}

/** Twenty seconds of frames, each one pixel that holds its time in tenths of a second. */
export async function* timeFrames(): AsyncGenerator<VideoFrame> {
  await Promise.resolve();
  for (let frame = 0; frame < 20 * framesPerSecond; frame += 1) {
    yield { width: 1, height: 1, data: Uint8Array.of(frame, 0, 0), timeSeconds: frame / framesPerSecond };
  }
}

/** A classifier that keeps the times (tenths of a second) of the frames it saw and gives them to `decide`. */
export function timeReader(
  framesPerClip: number,
  labels: readonly string[],
  decide: (tenths: readonly number[]) => readonly number[],
): ClipEncoder & { readonly seen: number[][] } {
  const seen: number[][] = [];
  const timeOf = (image: RgbImage): number => image.data[0] ?? NaN;
  return {
    labels,
    framesPerClip,
    inputEdge: 1,
    batchSize: 1,
    frameTimes: (span) => sampleClipTimes(span, framesPerClip),
    seen,
    featuresRefused: () => Promise.resolve('a script has none'),
    encode: (clips) => {
      const times = clips.map((clip) => clip.map(timeOf));
      seen.push(...times);
      return Promise.resolve(times.map((clip) => ({ probabilities: Float32Array.from(decide(clip)) })));
    },
  };
}

export const answerOf = (text: string, found = true): AnswerWords => ({ text, found, citations: [] });

/** Two videos of two shots each; the red dog's caption is true in both. */
export const truth: TruthSet = {
  directionPairs: [['moves left', 'moves right']],
  videos: [
    videoTruth('one', ['a red dog moves left in the park', 'a blue cat jumps in the snow']),
    videoTruth('two', ['a red dog moves left in the park', 'a pink bus moves right on the street']),
  ],
};

function videoTruth(id: string, captions: readonly string[]): TruthSet['videos'][number] {
  const shots = captions.map((caption, index) => {
    const [, colour = '', actor = '', ...rest] = caption.split(' ');
    const span = { startSeconds: index * 5, endSeconds: index * 5 + 5 };
    return { span, actor, colour, action: rest[0] === 'jumps' ? 'jumps' : rest.slice(0, 2).join(' '), caption };
  });
  return {
    id,
    path: `/${id}.mp4`,
    shots,
    queries: shots.map(({ caption, span }, index) => ({ description: caption, span, unseen: index === 1 })),
    questions: [
      { type: 'yes-no', question: 'Is there a dog?', expected: { kind: 'yes-no', value: 'yes' } },
      { type: 'absent', question: 'When does a violin appear?', expected: { kind: 'not-found' } },
    ],
  };
}

/** A library that holds the truth but for a wrong caption, a wrong label and a boundary that is half a second late. */
export function scriptedDependencies(): EvaluationDependencies {
  return {
    library: scriptedLibrary({
      one: [
        { from: 0, to: 5, caption: 'a red dog moves left in the park', label: 'moves left' },
        { from: 5, to: 10, caption: 'a blue dog jumps in the snow beside a blue cat', label: 'jumps' },
      ],
      two: [
        { from: 0, to: 5.5, caption: 'a red dog moves left in the park', label: 'moves right' },
        { from: 5.5, to: 10, caption: 'a pink bus moves right on the street', label: 'moves right' },
      ],
    }),
    search: {
      search: () =>
        Promise.resolve({ moments: [], verdict: 'nothing-matches', confidence: 0, nearest: [], unknownWords: [] }),
    },
    ask: (question) =>
      Promise.resolve(question.includes('violin') ? answerOf('Nothing.', false) : answerOf('Yes, there is.')),
    readFrames: timeFrames,
  };
}
