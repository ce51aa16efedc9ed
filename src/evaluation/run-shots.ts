import { throwIfAborted } from '../domain/coded-error.js';
import { classifyShots } from './classify-shots.js';
import type {
  ActionScore,
  BoundaryScore,
  CaptionScore,
  EvaluationDependencies,
  EvaluationEvent,
  EvaluationOptions,
} from './contracts.js';
import type { HeldVideo } from './held-videos.js';
import { matchBoundaries, type BoundaryMatch } from './match-boundaries.js';
import { matchSpans } from './match-spans.js';
import { rateOf } from './rate.js';
import { tallyActions, type ClassifiedShot } from './tally-actions.js';
import { tallyCaptions, type CaptionedShot } from './tally-captions.js';

/** All that is scored shot by shot. */
export interface ShotScores {
  readonly actions: ActionScore;
  readonly captions: CaptionScore;
  readonly shots: BoundaryScore;
}

const boundaryToleranceSeconds = 0.3;

/** Compares every true shot with what the library and the clip encoders make of it, video by video. */
export async function* runShots(
  held: readonly HeldVideo[],
  directionPairs: readonly (readonly [string, string])[],
  dependencies: EvaluationDependencies,
  options: EvaluationOptions,
): AsyncGenerator<EvaluationEvent, ShotScores> {
  const { library } = dependencies;
  const classified: ClassifiedShot[] = [];
  const captioned: CaptionedShot[] = [];
  const boundaries: BoundaryMatch[] = [];
  for (const [index, { video, truth }] of held.entries()) {
    throwIfAborted(options.signal);
    if (truth.shots.length === 0) continue;
    const spans = truth.shots.map((shot) => shot.span);
    const indexed = library.shots(video.id);
    const labels = matchSpans(spans, library.actions(video.id));
    const captions = matchSpans(spans, indexed);
    const readings = await classifyShots(truth.path, truth.id, spans, dependencies, options);
    for (const [number, shot] of truth.shots.entries()) {
      captioned.push({ truth: shot, caption: captions[number]?.caption });
      if (shot.action === undefined) continue;
      const { clip, frameOnly } = readings[number] ?? { clip: undefined, frameOnly: undefined };
      classified.push({ action: shot.action, indexedLabel: labels[number]?.label, clip, frameOnly });
    }
    const inner = (item: { readonly span: { readonly startSeconds: number } }): number => item.span.startSeconds;
    boundaries.push(
      matchBoundaries(truth.shots.slice(1).map(inner), indexed.slice(1).map(inner), boundaryToleranceSeconds),
    );
    yield { type: 'progress', stage: 'actions', done: index + 1, total: held.length };
  }
  const sum = (part: keyof BoundaryMatch): number => boundaries.reduce((total, item) => total + item[part], 0);
  return {
    actions: tallyActions(classified, directionPairs),
    captions: tallyCaptions(captioned),
    shots: { precision: rateOf(sum('matched'), sum('found')), recall: rateOf(sum('matched'), sum('truths')) },
  };
}
