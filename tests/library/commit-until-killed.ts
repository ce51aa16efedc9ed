/** Commits videos one after the other and says each id once it is durable. Arguments: library folder, first seed. */
import { writeSync } from 'node:fs';
import { openLibrary } from '../../src/library/open-library.js';
import { sampleVideo, space } from './sample-video.js';

const [folder = '', firstSeed = '0'] = process.argv.slice(2);
const library = openLibrary(folder, { space, lockTimeoutMs: 10_000 });
writeSync(1, 'ready\n');
for (let seed = Number(firstSeed); ; seed += 1) {
  // Every third commit replaces the one before, so that a kill also meets replacing.
  library.commit(sampleVideo(seed % 3 === 2 ? seed - 1 : seed, 2 + (seed % 4)));
  writeSync(1, `${seed % 3 === 2 ? seed - 1 : seed} ${2 + (seed % 4)}\n`);
}
