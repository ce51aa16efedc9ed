import { describe, expect, it } from 'vitest';
import { AskreelError } from '../../src/domain/coded-error.js';
import type { Moment } from '../../src/domain/moment.js';
import type { EvaluationDependencies, EvaluationEvent, EvaluationResult } from '../../src/evaluation/contracts.js';
import { evaluateLibrary } from '../../src/evaluation/evaluate-library.js';
import type { LibraryReader } from '../../src/library/contracts.js';
import type { ActionLocator, MomentSearch } from '../../src/retrieval/contracts.js';
import { answerOf, momentAt, scriptedDependencies, timeReader, truth } from './scripted-world.js';

async function run(
  changes: Partial<EvaluationDependencies> = {},
  signal?: AbortSignal,
): Promise<{ events: EvaluationEvent[]; result: EvaluationResult }> {
  const events: EvaluationEvent[] = [];
  const dependencies = { ...scriptedDependencies(), ...changes };
  for await (const event of evaluateLibrary(truth, dependencies, signal ? { signal } : {})) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('no result');
  return { events, result: last.result };
}

function searchOf(
  results: Readonly<Record<string, readonly Moment[]>>,
  verdict: 'found' | 'nothing-matches',
): MomentSearch {
  return {
    search: ({ description }) => {
      const moments = results[description] ?? [];
      const [found, nearest] = verdict === 'found' ? [moments, []] : [[], moments];
      return Promise.resolve({ moments: found, nearest, verdict, confidence: 0.5, unknownWords: [] });
    },
  };
}

describe('evaluateLibrary', () => {
  it('scores shots, captions and labels against what the library holds', async () => {
    const { result } = await run();
    expect(result.captions).toMatchObject({ exact: 3 / 4, actor: 3 / 4, colour: 1, action: 1, shots: 4 });
    expect(result.actions).toMatchObject({ top1: 3 / 4, directionPairs: null, shots: 4, pairShots: 3 });
    expect(result.shots).toEqual({ precision: 1 / 2, recall: 1 / 2 });
    expect(result.qa).toMatchObject({ accuracy: 1, refusal: 1, falseRefusal: null, questions: 4 });
    expect(result.episodes).toBe(2);
  });

  it.each(['found', 'nothing-matches'] as const)('ranks shots, also looking through a refusal: %s', async (verdict) => {
    const search = searchOf(
      {
        // The very same caption in the other video is right as well.
        'a red dog moves left in the park': [momentAt('one', 5, 10), momentAt('two', 0, 6)],
        // Right time, wrong video; then too little overlap; then right.
        'a blue cat jumps in the snow': [momentAt('two', 5, 10), momentAt('one', 8, 10), momentAt('one', 4, 10)],
        'a pink bus moves right on the street': [],
      },
      verdict,
    );
    const { result, events } = await run({ search });
    const ranks = events.flatMap((event) => (event.type === 'query-ranked' ? [event.rank] : []));
    expect(ranks).toEqual([2, 3, 2, undefined]);
    expect(result.retrieval).toMatchObject({ r1: 0, r5: 3 / 4, medianRank: 2.5, unseen: { r5: 1 / 2, queries: 2 } });
  });

  it('shows the clip encoder the true shot in order, and the baseline one frame that is not its middle', async () => {
    const labels = ['moves left', 'moves right', 'jumps'];
    const clip = timeReader(4, labels, ([first = 0, last = 0]) => (first < last ? [0.4, 0.2, 0.4] : [0.2, 0.4, 0.4]));
    const frameAction = timeReader(1, labels, () => [0.1, 0.5, 0.4]);
    const { result } = await run({ clip, frameAction });
    expect(clip.seen[1]).toEqual([57, 69, 81, 93]);
    expect(frameAction.seen).toHaveLength(4);
    // Not the same part of every shot either.
    const parts = frameAction.seen.flat().map((tenths) => tenths % 50);
    expect(Math.max(...parts) - Math.min(...parts)).toBeGreaterThan(10);
    frameAction.seen.flat().forEach((tenths, index) => {
      expect(tenths).toBeGreaterThanOrEqual((index % 2) * 50);
      expect(tenths).toBeLessThan((index % 2) * 50 + 50);
    });
    expect(result.actions).toMatchObject({
      top1: 3 / 4,
      directionPairs: 2 / 3,
      frameOnlyTop1: 1 / 4,
      frameOnlyDirectionPairs: 1 / 3,
    });
    const again = timeReader(1, labels, () => [1, 0, 0]);
    await run({ frameAction: again });
    expect(again.seen).toEqual(frameAction.seen);
  });

  it('scores actions in time with the motion gate and without, and two baselines beside them', async () => {
    const scripted = scriptedDependencies();
    const timed = {
      ...truth,
      videos: truth.videos.map((video) => ({
        ...video,
        shots: video.shots.map((shot) => ({
          ...shot,
          actionSpan: { startSeconds: shot.span.startSeconds + 1, endSeconds: shot.span.endSeconds - 1 },
        })),
      })),
    };
    const locatorOf = (ends: Readonly<Record<string, number>>, label?: string): ActionLocator => ({
      locate: ({ videoId, motion = 'gate' }) =>
        Promise.resolve({
          actions: truth.videos
            .filter((video) => video.id === videoId)
            .flatMap(({ shots }) =>
              shots.map(({ span, action = '' }, shotIndex) => ({
                videoId,
                shotIndex,
                span: { startSeconds: span.startSeconds + 1, endSeconds: span.startSeconds + (ends[motion] ?? 4) },
                label: label ?? action,
                score: 0.9,
              })),
            ),
          windows: { judged: motion === 'gate' ? 2 : 8, gated: motion === 'gate' ? 6 : 0, leftOut: 0 },
          motion: [],
        }),
    });
    const clips = (videoId: string) =>
      scripted.library.actions(videoId).map(({ span, label }) => ({ span, actions: [{ label, probability: 0.8 }] }));
    const dependencies = {
      ...scripted,
      library: { ...scripted.library, clips } as unknown as LibraryReader,
      // Ends 1.4 s early without the gate: tIoU 1.6/3, right up to 0.5.
      locators: { clips: locatorOf({ refine: 2.6 }), frames: locatorOf({}, 'jumps') },
    };
    let result: EvaluationResult | undefined;
    for await (const event of evaluateLibrary(timed, dependencies)) {
      if (event.type === 'finished') ({ result } = event);
    }
    const { localisation } = result ?? {};
    expect(localisation).toMatchObject({ windows: 4, windowsWithoutGate: 16, saved: 0.75, truths: 4 });
    expect(localisation?.located.average).toBe(1);
    expect(localisation?.withoutGate.average).toBeCloseTo(3 / 5, 6);
    // One of three classes is right in its span, among four spans that are said to be it.
    expect(localisation?.singleFrames.average).toBeLessThan(1 / 3);
    // Whole shots: tIoU 3/5 of the right ones, one label is wrong.
    expect(localisation?.fixedWindows.byThreshold.map(({ map }) => (map ?? 0) > 0)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect((await run()).result.localisation).toMatchObject({ located: { average: null }, truths: 0 });
  });

  it('goes on after a question that ends in an error, and counts it as wrong', async () => {
    const ask = (question: string) =>
      question.includes('violin')
        ? Promise.reject(new AskreelError('CHAT_MODEL_FAILED', 'The server is busy.'))
        : Promise.resolve(answerOf('Yes.'));
    const { result, events } = await run({ ask });
    expect(result.qa).toMatchObject({ accuracy: 1 / 2, refusal: 0, failed: 2 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'question-judged', text: 'The server is busy.' }));
  });

  it.each(['CHAT_MODEL_MISSING_KEY', 'ABORTED'] as const)(
    'ends when all further questions would fail: %s',
    async (code) => {
      const ask = () => Promise.reject(new AskreelError(code, 'No.'));
      await expect(run({ ask })).rejects.toMatchObject({ code });
    },
  );

  it('asks each question about its own video only', async () => {
    const asked: string[] = [];
    await run({
      ask: (question, videoId) => {
        asked.push(`${videoId} ${question}`);
        return Promise.resolve(answerOf('Yes.'));
      },
    });
    expect(asked.filter((line) => line.endsWith('dog?'))).toEqual(['one Is there a dog?', 'two Is there a dog?']);
  });

  it('refuses to score a library that lacks a video', async () => {
    const { library } = scriptedDependencies();
    const findByPath = (path: string) => (path === '/two.mp4' ? undefined : library.findByPath(path));
    await expect(run({ library: { ...library, findByPath } })).rejects.toMatchObject({
      code: 'VIDEO_UNKNOWN',
      message: expect.stringContaining('/two.mp4') as string,
    });
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const ask = () => {
      controller.abort();
      return Promise.resolve(answerOf('Yes.'));
    };
    await expect(run({ ask }, controller.signal)).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
