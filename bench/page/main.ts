/**
 * Figures of the web page, in a real Chromium: size of the bundle, time to the first thumbnail and smoothness of scrolling
 * with many videos, each also as a ratio to a small library in the same run.
 *
 * `npm run build && npx tsx bench/page/main.ts [--videos 2000] [--rounds 3]` (CHROMIUM_PATH names the browser)
 */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { serveLibrary } from '../../src/apps/server/serve-library.js';
import { indexVideos, openLibrary } from '../../src/index.js';
import { openBrowser, pageFolder } from '../../tests/apps/web/open-browser.js';

const { values } = parseArgs({
  options: { videos: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '3' } },
});
const samples = fileURLToPath(new URL('../../data/videos', import.meta.url));

interface Figures {
  /** Milliseconds from the navigation to the first thumbnail that can be seen. */
  readonly firstThumbnail: number;
  /** Milliseconds between frames while the wall scrolls for three seconds: median, 95th in a hundred. */
  readonly frame: number;
  readonly slowFrame: number;
  /** Cards in the document at its end. */
  readonly cards: number;
}

/** A library with so many entries: the sample videos, over and over, each under an id of its own. */
async function makeLibrary(folder: string, count: number) {
  const library = await openLibrary(join(folder, 'library'), { pack: 'starter', providers: ['cpu'] });
  const names = (await readdir(samples)).filter((name) => name.endsWith('.mp4')).slice(0, 10);
  await indexVideos(
    library,
    names.map((name) => join(samples, name)),
  );
  const { library: catalog } = library;
  const known = catalog.videos().map((video) => ({
    video,
    shots: catalog.shots(video.id),
    frames: catalog.frames(video.id),
    clips: [],
    transcript: [],
  }));
  await mkdir(join(folder, 'videos'));
  for (let index = known.length; index < count; index += 1) {
    const entry = known[index % known.length];
    if (!entry) break;
    const contentHash = randomBytes(32).toString('hex');
    const path = join(folder, 'videos', `video-${index}.mp4`);
    await copyFile(entry.video.path, path);
    const video = { ...entry.video, id: contentHash.slice(0, 16), contentHash, path, title: `video ${index}` };
    catalog.commit({ ...entry, video });
  }
  return library;
}

async function measure(browser: Browser, url: string): Promise<Figures> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(url);
  const firstThumbnail = await page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const shown = [...document.querySelectorAll('.wall img')].some((image) => image.complete && image.naturalWidth > 0);
      if (shown) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  })`);
  await page.waitForLoadState('networkidle');
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const frames = [];
    const began = performance.now();
    let before = began;
    const step = (now) => {
      if (frames.length > 0 || now > before) frames.push(now - before);
      before = now;
      window.scrollBy(0, 40);
      if (now - began < 3000) requestAnimationFrame(step);
      else resolve(frames.slice(1));
    };
    requestAnimationFrame(step);
  })`);
  const cards = await page.locator('.wall .card').count();
  await page.context().close();
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? NaN;
  return { firstThumbnail, frame: at(0.5), slowFrame: at(0.95), cards };
}

const assets = await readdir(join(pageFolder, 'assets'));
for (const name of assets) {
  const bytes = await readFile(join(pageFolder, 'assets', name));
  const packed = gzipSync(bytes).length;
  console.log(
    `${name.replace(/-[\w-]+\./, '.')}: ${(bytes.length / 1000).toFixed(0)} kB, gzip ${(packed / 1000).toFixed(0)} kB`,
  );
}
const browser = await openBrowser();
const all = new Map<number, Figures[]>();
for (const count of [20, Number(values.videos)]) {
  const folder = await mkdtemp(join(tmpdir(), 'askreel-bench-page-'));
  const library = await makeLibrary(folder, count);
  const server = await serveLibrary(library, {
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
    allowedOrigins: [],
    allowedFolders: [],
    pageFolder,
    version: 'bench',
    model: 'offline',
  });
  await measure(browser, server.url);
  const rounds: Figures[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await measure(browser, server.url));
  all.set(count, rounds);
  await server.close();
  await library.close();
  await rm(folder, { recursive: true });
}
await browser.close();
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const [few, many] = [...all.values()].map((rounds) => ({
  firstThumbnail: median(rounds.map((round) => round.firstThumbnail)),
  frame: median(rounds.map((round) => round.frame)),
  slowFrame: median(rounds.map((round) => round.slowFrame)),
  cards: median(rounds.map((round) => round.cards)),
}));
for (const name of ['firstThumbnail', 'frame', 'slowFrame', 'cards'] as const) {
  const [small, large] = [few?.[name] ?? NaN, many?.[name] ?? NaN];
  console.log(
    `${name}: 20 videos ${small.toFixed(1)}, ${values.videos} videos ${large.toFixed(1)}, ratio ${(large / small).toFixed(2)}`,
  );
}
