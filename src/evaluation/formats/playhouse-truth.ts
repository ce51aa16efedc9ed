import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AskreelError } from '../../domain/coded-error.js';
import type { FrameBox } from '../../domain/frame-box.js';
import type { ExpectedAnswer, QuestionTruth, TruthFormat, TruthSet, VideoTruth } from '../truth-set.js';

const seconds = z.number().nonnegative();
const performer = z.object({ kind: z.string().min(1), colour: z.string().min(1) });
const pair = z.tuple([z.string().min(1), z.string().min(1)]);

const shot = z
  .object({
    start: seconds,
    end: seconds,
    place: z.string().min(1),
    actor: performer,
    action: z.string().min(1),
    actionStart: seconds.optional(),
    actionEnd: seconds.optional(),
    bystander: performer.nullish(),
    caption: z.string().min(1),
    heldOut: z.boolean(),
    boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable()).optional(),
  })
  .refine(({ start, end }) => start < end, 'a shot must end after it starts');

const expected = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), all: z.array(z.string().min(1)).min(1), none: z.array(z.string().min(1)) }),
  z.object({ kind: z.literal('span'), start: seconds, end: seconds }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('yes-no'), value: z.enum(['yes', 'no']) }),
  z.object({ kind: z.literal('not-found') }),
]);

const question = { type: z.string().min(1), question: z.string().min(1), expected };
const moment = z.object({ start: seconds, end: seconds }).optional();

/** What else an action may be called: whoever speeds up moves to one side as well. Whoever is seen has appeared. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  'speeds up': ['moves left', 'moves right'],
  'slows down': ['moves left', 'moves right'],
  jumps: ['flies up', 'comes down'],
};
const idle = ['stands still', 'appears'];

/** The parts of a truth file that are scored; `training/playhouse/TRUTH.md` documents all of it. */
const episode = z.object({
  format: z.literal(1),
  id: z.string().min(1),
  durationSeconds: z.number().positive(),
  framesPerSecond: z.number().positive().default(25),
  width: z.number().positive().default(320),
  height: z.number().positive().default(240),
  directionPairs: z.array(pair).optional(),
  shots: z
    .array(shot)
    .min(1)
    .refine(
      (shots) => shots.every((item, index) => index === 0 || item.start === shots[index - 1]?.end),
      'each shot must start where the one before ends',
    ),
  questions: z.array(z.object(question)),
  conversations: z
    .array(z.object({ language: z.string().min(2), turns: z.array(z.object({ ...question, moment })).min(1) }))
    .optional(),
});
type Episode = z.infer<typeof episode>;

/** Playhouse episodes: `<id>.json` beside each `<id>.mp4`. Videos without truth are left alone. */
export const playhouseTruth: TruthFormat = {
  name: 'playhouse',
  recognises: (fileNames) => fileNames.some((name) => name.endsWith('.json')),
  read: async (folder, fileNames): Promise<TruthSet> => {
    const videos: VideoTruth[] = [];
    const pairs = new Map<string, readonly [string, string]>();
    for (const fileName of fileNames.filter((name) => name.endsWith('.json'))) {
      const truth = await readEpisode(folder, fileName);
      const video = `${truth.id}.mp4`;
      if (fileName !== `${truth.id}.json`) throw invalid(fileName, `its id is ${truth.id}`);
      if (!fileNames.includes(video)) throw invalid(fileName, `there is no ${video} beside it`);
      videos.push(toVideoTruth(truth, join(folder, video)));
      for (const item of truth.directionPairs ?? []) pairs.set(item.join('|'), item);
    }
    return { videos, directionPairs: [...pairs.values()] };
  },
};

async function readEpisode(folder: string, fileName: string): Promise<Episode> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, fileName), 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    throw invalid(fileName, reason, cause);
  }
  const parsed = episode.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  throw invalid(fileName, `${place === '' ? '' : `${place}: `}${issue?.message ?? 'unexpected content'}`, parsed.error);
}

function invalid(fileName: string, reason: string, cause?: unknown): AskreelError {
  const hint =
    'Each <id>.mp4 needs its <id>.json as training/playhouse/TRUTH.md describes it, and nothing else in JSON.';
  return new AskreelError('TRUTH_INVALID', `The truth file ${fileName} cannot be used: ${reason}.`, { hint, cause });
}

function toVideoTruth(truth: Episode, path: string): VideoTruth {
  return {
    id: truth.id,
    path,
    shots: truth.shots.map(({ start, end, actionStart, actionEnd, actor, action, place, bystander, boxes }) => ({
      span: { startSeconds: start, endSeconds: end },
      ...(actionStart !== undefined &&
        actionEnd !== undefined && { actionSpan: { startSeconds: actionStart, endSeconds: actionEnd } }),
      ...(boxes && { boxes: boxes.map((box, index) => toTimedBox(truth, start, index, box)) }),
      actor: actor.kind,
      colour: actor.colour,
      action,
      alsoCalled: ['appears', ...(alsoCalled[action] ?? [])],
      ...(bystander && { beside: [{ actor: bystander.kind, colour: bystander.colour, does: idle }] }),
      place,
    })),
    queries: truth.shots.map(({ start, end, caption, heldOut }) => ({
      description: caption,
      span: { startSeconds: start, endSeconds: end },
      unseen: heldOut,
    })),
    questions: truth.questions.map(toQuestion),
    ...(truth.conversations && {
      conversations: truth.conversations.map(({ language, turns }) => ({
        language,
        turns: turns.map((turn) => ({
          ...toQuestion(turn),
          ...(turn.moment && { moment: { startSeconds: turn.moment.start, endSeconds: turn.moment.end } }),
        })),
      })),
    }),
  };
}

function toQuestion({ type, question: words, expected: wanted }: Episode['questions'][number]): QuestionTruth {
  return { type, question: words, expected: toExpectedAnswer(wanted) };
}

/** The box of the shot's frame `index`, from pixels to shares. */
function toTimedBox(
  { framesPerSecond, width, height }: Episode,
  start: number,
  index: number,
  box: readonly [number, number, number, number] | null,
): { timeSeconds: number; box: FrameBox | null } {
  const timeSeconds = start + index / framesPerSecond;
  if (box === null) return { timeSeconds, box };
  const [left, top, wide, high] = box;
  return {
    timeSeconds,
    box: { left: left / width, top: top / height, right: (left + wide) / width, bottom: (top + high) / height },
  };
}

function toExpectedAnswer(wanted: z.infer<typeof expected>): ExpectedAnswer {
  if (wanted.kind !== 'span') return wanted;
  return { kind: 'span', span: { startSeconds: wanted.start, endSeconds: wanted.end } };
}
