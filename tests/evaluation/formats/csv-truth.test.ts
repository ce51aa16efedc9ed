import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evalHelp } from '../../../src/apps/cli/eval-help.js';
import { readTruthFolder } from '../../../src/evaluation/read-truth-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truth-csv-'));
  for (const name of ['beach.mp4', 'party.mp4', 'other.mp4']) await writeFile(join(folder, name), '');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (text: string): Promise<void> => writeFile(join(folder, 'truth.csv'), text);

describe('truth.csv', () => {
  it('is read as the help writes it', async () => {
    const example = evalHelp.split('\n').filter((line) => /^ {2}\S+,/.test(line));
    await write(example.map((line) => line.trim()).join('\r\n'));
    const { videos, directionPairs } = await readTruthFolder(folder);
    expect(directionPairs).toEqual([]);
    expect(videos.map(({ path, shots }) => [path, shots])).toEqual([
      [join(folder, 'beach.mp4'), []],
      [join(folder, 'party.mp4'), []],
    ]);
    const [beach, party] = videos;
    expect(beach?.queries).toEqual([
      { description: 'a dog runs into the sea', span: { startSeconds: 12, endSeconds: 19 }, unseen: false },
      { description: 'children build a castle', span: { startSeconds: 65, endSeconds: 71 }, unseen: false },
    ]);
    expect(beach?.questions.map(({ expected }) => expected)).toEqual([
      { kind: 'span', span: { startSeconds: 12, endSeconds: 19 } },
      { kind: 'words', all: ['children'], none: [] },
      { kind: 'yes-no', value: 'no' },
      { kind: 'number', value: 2 },
    ]);
    expect(party?.questions.map(({ type, expected }) => [type, expected])).toEqual([
      ['question', { kind: 'not-found' }],
      ['question', { kind: 'words', all: ['cake', 'candles'], none: [] }],
    ]);
  });

  it('takes commas and quotes in quotation marks, and types', async () => {
    await write('video,question,answer,type\nbeach.mp4,"Who says ""hello"", and where?",the dog; beach,who\n');
    const { videos } = await readTruthFolder(folder);
    expect(videos[0]?.questions).toEqual([
      {
        type: 'who',
        question: 'Who says "hello", and where?',
        expected: { kind: 'words', all: ['the dog', 'beach'], none: [] },
      },
    ]);
  });

  it.each([
    ['a video that is not there', 'video,question,answer\nsea.mp4,Who?,me', /line 2: there is no file "sea\.mp4"/],
    ['a column of another name', 'video,when\nbeach.mp4,1', /there is a column "when"; known are video, start/],
    ['neither description nor question', 'video,start,end\nbeach.mp4,1,2', /one of them/],
    ['a description without a span', 'video,description\nbeach.mp4,a dog', /needs start and end/],
    ['a question with nothing to judge it by', 'video,question\nbeach.mp4,Who?', /needs an answer/],
    ['a time in words', 'video,start,end,description\nbeach.mp4,one,two,a dog', /seconds, m:ss/],
    ['a span turned round', 'video,start,end,description\nbeach.mp4,5,2,a dog', /must end after it starts/],
  ])('with %s is refused', async (_name, text, message) => {
    await write(text);
    await expect(readTruthFolder(folder)).rejects.toMatchObject({
      code: 'TRUTH_INVALID',
      message: expect.stringMatching(message) as string,
      hint: expect.stringContaining('eval --help') as string,
    });
  });
});
