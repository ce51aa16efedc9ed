/**
 * How far the check of an answer's statements can be trusted, on videos with truth:
 *
 *     npx tsx bench/claims/main.ts --episodes DIR [--library DIR] [--pack DIR] [--limit N]
 *
 * For each true shot three statements that cite it: what is true, the same with one thing changed (its colour, actor,
 * action or place by turns, to what another shot shows), and the library's caption, right or wrong as it is. Prints how
 * many of the right and of the wrong ones are confirmed, rejected and left open. Indexes the episodes into a folder that is
 * thrown away unless `--library` names one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClaimVerifier } from '../../src/chains/verify/claim-verifier.js';
import type { ClaimVerdict } from '../../src/domain/answer.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import type { ShotTruth } from '../../src/evaluation/truth-set.js';
import { indexVideos, openLibrary } from '../../src/index.js';

const { values } = parseArgs({
  options: {
    episodes: { type: 'string' },
    library: { type: 'string' },
    pack: { type: 'string', default: 'data/models/starter' },
    limit: { type: 'string', default: '1000' },
  },
});
if (values.episodes === undefined) {
  console.error('Usage: npx tsx bench/claims/main.ts --episodes DIR [--library DIR] [--pack DIR] [--limit N]');
  process.exit(2);
}

type Tally = Record<ClaimVerdict, number>;
const tallies: Record<string, Tally> = {};
const folder = values.library ?? (await mkdtemp(join(tmpdir(), 'askreel-claims-')));
const library = await openLibrary(folder, { pack: values.pack });
const videos = (await readTruthFolder(values.episodes)).videos.slice(0, Number(values.limit));
await indexVideos(
  library,
  videos.map(({ path }) => path),
);
const verifier = new ClaimVerifier(library);
const parts = ['colour', 'actor', 'action', 'place'] as const;
const shots = videos.flatMap((video) => video.shots.map((shot) => ({ shot, path: video.path })));
for (const [index, { shot, path }] of shots.entries()) {
  const video = library.library.findByPath(path);
  if (!video) continue;
  const middle = (shot.span.startSeconds + shot.span.endSeconds) / 2;
  const indexed = library.library
    .shots(video.id)
    .find(({ span }) => middle >= span.startSeconds && middle < span.endSeconds);
  const part = parts[index % parts.length] ?? 'colour';
  const other = shots.find(({ shot: another }, step) => step > index % 7 && another[part] !== shot[part])?.shot;
  const caption = indexed?.caption?.split(' beside ')[0];
  const told = [shot.colour, shot.actor, shot.action].every((word) => caption?.includes(word ?? '') ?? false);
  await check('true', describe(shot), true);
  if (other) await check(`one thing changed: ${part}`, describe({ ...shot, [part]: other[part] }), false);
  if (caption !== undefined) await check(told ? 'caption, right' : 'caption, wrong', caption, told);

  async function check(kind: string, words: string, right: boolean): Promise<void> {
    if (!video) return;
    const span = indexed?.span ?? shot.span;
    const citation = {
      number: 1,
      videoId: video.id,
      videoTitle: video.title,
      videoPath: path,
      span,
      tool: '',
      note: '',
    };
    const [claim] = await verifier.verify({ text: `${words} [1].`, citations: [citation], found: true });
    for (const name of [kind, right ? 'ALL RIGHT' : 'ALL WRONG'])
      (tallies[name] ??= { confirmed: 0, rejected: 0, unverified: 0 })[claim?.verdict ?? 'unverified'] += 1;
  }
}
for (const [kind, tally] of Object.entries(tallies)) {
  const total = tally.confirmed + tally.rejected + tally.unverified;
  const share = (count: number): string => `${((100 * count) / total).toFixed(1)} %`.padStart(8);
  console.log(
    `${kind.padEnd(28)} ${String(total).padStart(5)}  confirmed ${share(tally.confirmed)}  rejected ${share(tally.rejected)}  left open ${share(tally.unverified)}`,
  );
}
await library.close();
if (values.library === undefined) await rm(folder, { recursive: true });

function describe({ colour = '', actor = '', action = '', place = '' }: ShotTruth): string {
  const where =
    place === 'night' ? 'at night' : `${place === 'street' || place === 'beach' ? 'on' : 'in'} the ${place}`;
  return `${/^[aeiou]/.test(colour) ? 'An' : 'A'} ${colour} ${actor} ${action} ${where}`;
}
