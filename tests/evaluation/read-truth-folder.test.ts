import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskreelError } from '../../src/domain/coded-error.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { makeEpisode } from '../../training/playhouse/episode.js';
import { truthOf, type EpisodeTruth } from '../../training/playhouse/truth.js';

type Loose = Record<string, unknown> & { shots: Record<string, unknown>[]; questions: Record<string, unknown>[] };

describe('readTruthFolder', () => {
  let folder: string;
  let truth: EpisodeTruth;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'truth-'));
    truth = truthOf(makeEpisode(2_000_000));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (content: unknown, id = truth.id): Promise<void> => {
    await writeFile(join(folder, `${id}.mp4`), '');
    await writeFile(join(folder, `${id}.json`), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const failure = async (path = folder): Promise<AskreelError> =>
    readTruthFolder(path).then(
      () => expect.fail('the folder was read'),
      (error: unknown) => error as AskreelError,
    );

  it('reads what Playhouse writes', async () => {
    await write(truth);
    await writeFile(join(folder, 'a video without truth.mp4'), '');
    await mkdir(join(folder, 'folder.json'));
    const { videos, directionPairs } = await readTruthFolder(folder);
    expect(directionPairs).toContainEqual(['sits down', 'stands up']);
    expect(videos).toHaveLength(1);
    expect(videos[0]?.path).toBe(join(folder, `${truth.id}.mp4`));
    expect(videos[0]?.shots.map((shot) => shot.action)).toEqual(truth.shots.map((shot) => shot.action));
    expect(videos[0]?.queries.map((query) => query.unseen)).toEqual(truth.shots.map((shot) => shot.heldOut));
    expect(videos[0]?.questions).toHaveLength(truth.questions.length);
  });

  it.each<readonly [string, (loose: Loose) => void, RegExp]>([
    ['an unknown format', (loose) => (loose.format = 2), /: format: /],
    ['no shots', (loose) => (loose.shots = []), /: shots: /],
    ['a shot without an action', (loose) => delete loose.shots[1]?.action, /: shots\.1\.action: /],
    [
      'a shot that ends before it starts',
      (loose) => Object.assign(loose.shots[0] ?? {}, { end: 0 }),
      /shots\.0: .*ends?/,
    ],
    [
      'a gap between shots',
      (loose) => Object.assign(loose.shots[1] ?? {}, { start: 5.7 }),
      /each shot must start where/,
    ],
    [
      'an expected answer of no known kind',
      (loose) => Object.assign(loose.questions[0] ?? {}, { expected: { kind: 'poem' } }),
      /questions\.0\.expected/,
    ],
    ['a direction pair of one', (loose) => (loose.directionPairs = [['jumps']]), /directionPairs\.0/],
    ["another episode's id", (loose) => (loose.id = 'other'), /its id is other/],
  ])('names the file and the reason: %s', async (_, spoil, reason) => {
    const loose = JSON.parse(JSON.stringify(truth)) as Loose;
    spoil(loose);
    await write(loose);
    const error = await failure();
    expect(error.code).toBe('TRUTH_INVALID');
    expect(error.message).toContain(`${truth.id}.json`);
    expect(error.message).toMatch(reason);
    expect(error.message).not.toContain('\n');
    expect(error.hint).toContain('TRUTH.md');
  });

  it('names a file that is not JSON', async () => {
    await write('{"format": 1,', 'cut-off');
    expect(await failure()).toMatchObject({
      code: 'TRUTH_INVALID',
      message: expect.stringMatching(/cut-off\.json.*not JSON/) as string,
    });
  });

  it('refuses truth whose video is missing, since fewer videos would give another score', async () => {
    await writeFile(join(folder, `${truth.id}.json`), JSON.stringify(truth));
    expect((await failure()).message).toContain(`there is no ${truth.id}.mp4 beside it`);
  });

  it('refuses a folder without truth and one that is not there', async () => {
    await writeFile(join(folder, 'a.mp4'), '');
    expect(await failure()).toMatchObject({ code: 'TRUTH_INVALID' });
    expect(await failure(join(folder, 'nowhere'))).toMatchObject({ code: 'TRUTH_INVALID' });
  });
});
