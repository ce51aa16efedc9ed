import { parseArgs } from 'node:util';
import { makeEpisode } from './episode.js';
import { writeEpisode } from './write-episode.js';

const usage = `npm run playhouse -- --seed S --episodes N --out DIR

Writes <id>.mp4, <id>.srt and <id>.json (truth, see training/playhouse/TRUTH.md) for the seeds S, S+1, …
Seeds below 1,000,000 are for training; take others for anything else.

  --quality Q   H.264 constant rate factor, 27 unless told; higher is smaller
  --truth-only  no film: the truth of episodes that are there, as it is written now
  --held-out    only colour × actor × action combinations kept out of training`;

async function writeEpisodes(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1000000' },
      episodes: { type: 'string', default: '1' },
      out: { type: 'string' },
      quality: { type: 'string', default: '27' },
      'truth-only': { type: 'boolean', default: false },
      'held-out': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.out === undefined) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  for (let index = 0; index < Number(values.episodes); index += 1) {
    const episode = makeEpisode(Number(values.seed) + index, values['held-out'] ? 'held-out' : 'any');
    const files = await writeEpisode(episode, values.out, {
      quality: Number(values.quality),
      picture: !values['truth-only'],
    });
    console.log(`${files.video}  ${episode.durationSeconds.toFixed(1)} s, ${episode.shots.length} shots`);
  }
}

await writeEpisodes();
