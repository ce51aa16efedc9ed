import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { AskreelError } from '../domain/coded-error.js';

/** Held by the one process that may write a pack. */
export interface PackLock {
  release(): Promise<void>;
}

const heartbeatMs = 15_000;
/** A lock whose holder has not been heard of for so long is one that was left behind. */
const deadAfterMs = 120_000;

/**
 * Takes a lock file. One that a dead process has left is taken over: its holder lived on this machine and is gone, or
 * has not touched it for two minutes.
 *
 * @throws AskreelError `PACK_LOCKED` while another process holds it.
 */
export async function takePackLock(path: string): Promise<PackLock> {
  await mkdir(dirname(path), { recursive: true });
  const own = JSON.stringify({ host: hostname(), pid: process.pid, token: randomUUID() });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, own)) return hold(path, own);
    await removeIfLeft(path);
  }
  throw new AskreelError('PACK_LOCKED', 'Another askreel is working on this pack.', {
    hint: `Wait until it has finished. If there is none, delete ${path}.`,
  });
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function hold(path: string, own: string): PackLock {
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      if ((await read(path)) === own) await rm(path, { force: true });
    },
  };
}

/** Moves a lock that was left aside before it is deleted: of several that try, one succeeds. */
async function removeIfLeft(path: string): Promise<void> {
  const content = await read(path);
  if (content === undefined || !(await isLeft(path, content))) return;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  // Between looking and moving another process may have taken the lock: it gets it back.
  if ((await read(aside)) !== content) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isLeft(path: string, content: string): Promise<boolean> {
  const age = await stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > deadAfterMs) return true;
  try {
    const { host, pid } = JSON.parse(content) as { host: unknown; pid: unknown };
    return host === hostname() && typeof pid === 'number' && !isAlive(pid);
  } catch {
    // It is being written at this moment, or was cut off while it was: its age will tell.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
