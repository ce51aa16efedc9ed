/**
 * How far the check of an answer's statements can be trusted, on videos with truth:
 *
 *     npx tsx bench/claims/main.ts --episodes DIR [--library DIR] [--pack DIR] [--limit N]
 *
 * For each true shot: what is true of it; the same with one thing changed (its colour, actor, action or place by turns, to
 * what another shot shows); the library's caption, right or wrong as it is; what is true of it, but citing another moment;
 * and how often it happens in its video, rightly and wrongly. For each line that is said: its words, and another line's.
 * Prints how many of the right and of the wrong ones are confirmed, rejected and left open, and how far the confidence in
 * them lies from truth. Indexes the episodes into a folder that is thrown away unless `--library` names one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClaimVerifier } from '../../src/chains/verify/claim-verifier.js';
import type { ClaimVerdict } from '../../src/domain/answer.js';
import {
  brierScore,
  expectedCalibrationError,
  reliabilityBins,
  type JudgedConfidence,
} from '../../src/evaluation/metrics/calibration-error.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { indexVideos, openLibrary } from '../../src/index.js';
import { statementsOfLine, statementsOfShot, type KnownShot, type SaidLine, type Statement } from './statements.js';

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

const folder = values.library ?? (await mkdtemp(join(tmpdir(), 'askreel-claims-')));
const library = await openLibrary(folder, { pack: values.pack });
const videos = (await readTruthFolder(values.episodes)).videos.slice(0, Number(values.limit));
await indexVideos(
  library,
  videos.map(({ path }) => path),
);

const shots: KnownShot[] = [];
const lines: SaidLine[] = [];
for (const { path, shots: truths } of videos) {
  const video = library.library.findByPath(path);
  if (!video) continue;
  const place = { videoId: video.id, title: video.title };
  const indexed = library.library.shots(video.id);
  for (const truth of truths) {
    const middle = (truth.span.startSeconds + truth.span.endSeconds) / 2;
    const shot = indexed.find(({ span }) => middle >= span.startSeconds && middle < span.endSeconds);
    shots.push({ ...place, truth, span: shot?.span ?? truth.span, caption: shot?.caption });
  }
  lines.push(...library.library.transcript(video.id).map(({ span, text }) => ({ ...place, span, text })));
}

const verifier = new ClaimVerifier(library);
const tallies: Record<string, Record<ClaimVerdict, number>> = {};
const judged: JudgedConfidence[] = [];
for (const index of shots.keys()) for (const statement of statementsOfShot(shots, index)) await check(statement);
for (const index of lines.keys()) for (const statement of statementsOfLine(lines, index)) await check(statement);

for (const [kind, tally] of Object.entries(tallies)) {
  const total = tally.confirmed + tally.rejected + tally.unverified;
  const share = (count: number): string => percent(count / total);
  console.log(
    `${kind.padEnd(20)} ${String(total).padStart(5)}  confirmed ${share(tally.confirmed)}  rejected ${share(tally.rejected)}  left open ${share(tally.unverified)}`,
  );
}
const error = (value: number | null): string => (value ?? 0).toFixed(3);
console.log(
  `confidence: expected calibration error ${error(expectedCalibrationError(judged))}, Brier score ${error(brierScore(judged))}`,
);
for (const { from, to, count, confidence, accuracy } of reliabilityBins(judged)) {
  if (count === 0) continue;
  console.log(
    `  ${from.toFixed(1)} to ${to.toFixed(1)} ${String(count).padStart(5)}  said ${percent(confidence)}  right ${percent(accuracy)}`,
  );
}
await library.close();
if (values.library === undefined) await rm(folder, { recursive: true });

async function check({ kind, words, cites, right }: Statement): Promise<void> {
  const citations = cites.map(({ videoId, title, span }, index) => {
    return { number: index + 1, videoId, videoTitle: title, videoPath: '', span, tool: '', note: '' };
  });
  const marks = citations.map(({ number }) => `[${number}]`).join('');
  const [claim] = await verifier.verify({ text: `${words} ${marks}.`, citations, found: true });
  for (const name of [kind, right ? 'ALL RIGHT' : 'ALL WRONG'])
    (tallies[name] ??= { confirmed: 0, rejected: 0, unverified: 0 })[claim?.verdict ?? 'unverified'] += 1;
  judged.push({ confidence: claim?.confidence ?? 0, right });
}

function percent(share: number | null): string {
  return `${(100 * (share ?? 0)).toFixed(1)} %`.padStart(8);
}
