/**
 * The server under load, on loopback: searches and chats at once for a while, then the errors, the times that 50, 95 and 99
 * in a hundred requests took, and the memory of the server over time.
 *
 * `npm run build && npx tsx bench/server/main.ts [--searches 50] [--chats 10] [--seconds 60]`
 */
import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    searches: { type: 'string', default: '50' },
    chats: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '60' },
  },
});
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const cli = at('dist/apps/cli/main.js');
const folder = await mkdtemp(join(tmpdir(), 'askreel-bench-server-'));
const common = ['--library', join(folder, 'library'), '--json'];
execFileSync(process.execPath, [cli, 'index', at('data/videos'), ...common], { stdio: 'ignore' });
const server = spawn(process.execPath, [cli, 'serve', '--port', '0', ...common], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
const { url } = JSON.parse(line) as { url: string };

const truths = await Promise.all(
  (await readdir(at('data/videos')))
    .filter((name) => name.endsWith('.json'))
    .map(async (name) => JSON.parse(await readFile(join(at('data/videos'), name), 'utf8')) as Truth),
);
const captions = truths.flatMap(({ shots }) => shots.map(({ caption }) => caption));
const questions = truths.flatMap((truth) => truth.questions.map(({ question }) => question));

interface Truth {
  readonly shots: readonly { readonly caption: string }[];
  readonly questions: readonly { readonly question: string }[];
}

interface Tally {
  readonly times: number[];
  readonly failures: string[];
}

const until = Date.now() + Number(values.seconds) * 1000;

async function keepAsking(tally: Tally, first: number, ask: (turn: number) => Promise<Response>): Promise<void> {
  for (let turn = first; Date.now() < until; turn += 1) {
    const began = performance.now();
    try {
      const response = await ask(turn);
      const text = await response.text();
      if (!response.ok || /^event: error/m.test(text)) tally.failures.push(`${response.status} ${text.slice(0, 200)}`);
    } catch (error) {
      tally.failures.push(String(error));
    }
    tally.times.push(performance.now() - began);
  }
}

const searches: Tally = { times: [], failures: [] };
const chats: Tally = { times: [], failures: [] };
const memory: number[] = [];
const measured = setInterval(() => {
  memory.push(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' })) / 1024);
}, 2000);
const search = (turn: number): Promise<Response> =>
  fetch(`${url}/api/search?${new URLSearchParams({ q: captions[turn % captions.length] ?? 'a dog' }).toString()}`);
const chat = (turn: number): Promise<Response> =>
  fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ question: questions[turn % questions.length], thread: `bench-${turn % 10}` }),
  });
await Promise.all([
  ...Array.from({ length: Number(values.searches) }, (_, index) => keepAsking(searches, index * 7, search)),
  ...Array.from({ length: Number(values.chats) }, (_, index) => keepAsking(chats, index * 11, chat)),
]);
clearInterval(measured);
server.kill('SIGTERM');
await once(server, 'exit');
await rm(folder, { recursive: true });

for (const [name, { times, failures }] of Object.entries({ searches, chats })) {
  const sorted = times.toSorted((a, b) => a - b);
  const part = (share: number): string => `${((sorted[Math.floor(sorted.length * share)] ?? NaN) / 1000).toFixed(2)} s`;
  console.log(
    `${name}: ${times.length}, errors ${failures.length}, p50 ${part(0.5)}, p95 ${part(0.95)}, p99 ${part(0.99)}`,
  );
  for (const failure of failures.slice(0, 5)) console.log(`  ${failure}`);
}
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const third = Math.max(1, Math.floor(memory.length / 3));
const [middle, end] = [mean(memory.slice(third, 2 * third)), mean(memory.slice(-third))];
console.log(
  `memory: most ${Math.max(...memory).toFixed(0)} MiB; last third ÷ middle third ${(end / middle).toFixed(2)} (${middle.toFixed(0)} → ${end.toFixed(0)} MiB)`,
);
