import { describe, expect, it } from 'vitest';
import type { BenchmarkFile } from '../../src/evaluation/benchmarks/benchmark.js';
import { knownBenchmarks } from '../../src/evaluation/benchmarks/known-benchmarks.js';
import { readMetricFixture } from './fixtures/read-metric-fixture.js';

interface Fixture {
  readonly ground_truth: never;
  readonly predictions: never;
  readonly expected: Record<string, number>;
  readonly expected_unrounded: Record<string, number>;
}
type Row = Readonly<Record<string, unknown>>;

const file = (content: unknown, source: string): BenchmarkFile => ({
  text: typeof content === 'string' ? content : JSON.stringify(content),
  source,
});
const jsonl = (rows: readonly unknown[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const csv = (rows: readonly Row[]): string => {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) => row.join(',')).join('\n');
};
function score(id: string, truth: unknown, ...predictions: unknown[]): Record<string, number | null> {
  const benchmark = knownBenchmarks.find((one) => one.id === id);
  const scores = benchmark?.score(
    file(truth, 'truth'),
    predictions.map((content) => file(content, 'predictions')),
  );
  return Object.fromEntries(scores?.map(({ name, value }) => [name, value]) ?? []);
}
function expectScores(found: Record<string, number | null>, expected: Record<string, number>): void {
  for (const [name, value] of Object.entries(expected)) expect(found[name], name).toBeCloseTo(value, 6);
}
const inPercent = (values: Record<string, number>, rename: (name: string) => string): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), 100 * value]));

/** Each benchmark from the contents of its files to the numbers of the reference evaluator. */
describe('a public benchmark', () => {
  it('qvhighlights', () => {
    const { ground_truth, predictions, expected_unrounded } = readMetricFixture<Fixture>('qvhighlights_mr_hd');
    expectScores(score('qvhighlights', jsonl(ground_truth), jsonl(predictions)), expected_unrounded);
  });

  it('charades-sta', () => {
    const fixture = readMetricFixture<Fixture>('charades_sta_recall');
    const truth = (fixture.ground_truth as { vid: string; gt: [number, number]; query: string }[])
      .map(({ vid, gt, query }) => `${vid} ${gt.join(' ')}##${query}.`)
      .join('\n');
    const names = (name: string): string => name.replace(/Recall@Top(\d)_/, 'R@$1 ');
    expectScores(score('charades-sta', truth, fixture.predictions), inPercent(fixture.expected, names));
  });

  it('msrvtt', () => {
    const fixture = readMetricFixture<{
      similarity: number[][];
      predictions: { similarity: number[][] };
      expected: { text_to_video: Record<string, number>; video_to_text: Record<string, number> };
    }>('retrieval_no_ties');
    const similarity = fixture.predictions.similarity;
    const rows = similarity.map((_, index) => ({
      key: `ret${index}`,
      vid_key: `msr${index}`,
      video_id: `video${index}`,
      sentence: `sentence ${index}`,
    }));
    const found = score('msrvtt', csv(rows), similarity);
    const { text_to_video: forth, video_to_text: back } = fixture.expected;
    expectScores(found, {
      'text to video R@1': forth.R1 ?? NaN,
      'text to video R@10': forth.R10 ?? NaN,
      'text to video median rank': forth.MdR ?? NaN,
      'video to text R@5': back.R5 ?? NaN,
      'video to text mean rank': back.MnR ?? NaN,
    });
    expect(() => score('msrvtt', csv(rows.slice(1)), similarity)).toThrow(/39 sentences, the similarity matrix 40/);
  });

  it.each([
    ['activitynet', 'tad_activitynet_map'],
    ['thumos14', 'tad_thumos_map'],
  ])('%s', (id, name) => {
    const { ground_truth, predictions, expected } = readMetricFixture<Fixture>(name);
    expectScores(
      score(id, ground_truth, predictions),
      inPercent(expected, (key) => key.replace('_', ' ')),
    );
  });

  it('ava', () => {
    const fixture = readMetricFixture<{
      ground_truth: { boxes: Row[] };
      predictions: Row[];
      expected_alternatives: { activitynet_script: { values: Record<string, number> } };
    }>('ava_frame_map');
    const line = ({ video_id, timestamp, box, action_id, score: sure }: Row): string =>
      [video_id, timestamp, ...(box as number[]), action_id, ...(sure === undefined ? [] : [sure])].join(',');
    const found = score(
      'ava',
      fixture.ground_truth.boxes.map(line).join('\n'),
      fixture.predictions.map(line).join('\n'),
    );
    const expected = fixture.expected_alternatives.activitynet_script.values['PascalBoxes_Precision/mAP@0.5IOU'];
    expectScores(found, { 'frame mAP@0.5': 100 * (expected ?? NaN) });
    expect(found).toHaveProperty('AP@0.5, action 11');
  });

  it('nextqa', () => {
    const { ground_truth, predictions, expected_unrounded } = readMetricFixture<Fixture>('nextqa_multiple_choice');
    expectScores(score('nextqa', csv(ground_truth), predictions), expected_unrounded);
  });

  it('nextgqa', () => {
    const fixture = readMetricFixture<Fixture & { predictions: { grounding: unknown; qa: unknown } }>(
      'nextgqa_grounded_qa',
    );
    const { grounding, qa } = fixture.predictions as { grounding: unknown; qa: unknown };
    expectScores(score('nextgqa', fixture.ground_truth, grounding, qa), fixture.expected_unrounded);
  });

  it('egoschema, all answers or those that were asked', () => {
    const answers = { a: 0, b: 1, c: 2, d: 3 };
    expect(score('egoschema', answers, { a: 0, b: 1, c: 0 })).toEqual({ accuracy: 50 });
    const options = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`option ${index}`, 'x']));
    const asked = [{ q_uid: 'a', question: 'why?', ...options }];
    expect(score('egoschema', answers, { a: 0 }, asked)).toEqual({ accuracy: 100 });
  });

  it('captions', () => {
    const fixture = readMetricFixture<{
      ground_truth: { id: string; references: string[] }[];
      predictions: { id: string; caption: string }[];
      expected: { BLEU4: number; ROUGE_L: number };
    }>('captions_bleu4_rougel');
    const truth = Object.fromEntries(fixture.ground_truth.map(({ id, references }) => [id, references]));
    const written = Object.fromEntries(fixture.predictions.map(({ id, caption }) => [id, caption]));
    const { BLEU4, ROUGE_L } = fixture.expected;
    expectScores(score('captions', truth, written), { 'BLEU-4': BLEU4, 'ROUGE-L': 100 * ROUGE_L });
  });
});
