import { setTimeout as pause } from 'node:timers/promises';
import type { FollowedFolders, FollowerDependencies } from './contracts.js';
import { FolderFollower } from './folder-follower.js';
import { WatchHints } from './watch-hints.js';

/** How {@link followFolders} goes on. */
export interface FollowOptions {
  /** Ends it: the video in work leaves nothing. */
  readonly signal?: AbortSignal;
  /** Works off what is there now and returns. */
  readonly once?: boolean;
  /** A full look at least so often (default 30,000). */
  readonly everyMs?: number;
}

const usualEveryMs = 30_000;
const usualSettleMs = 2000;
/** Changes come in bursts; something that is written all the time is not looked at all the time. */
const burstMs = 1000;

/**
 * Keeps a library equal to some folders until the signal fires: looks whenever something may have changed, and regularly,
 * since not every change is told. Throws what indexing throws before it starts (`FFMPEG_MISSING`, `SPACE_MISMATCH`, …).
 */
export async function followFolders(
  scope: FollowedFolders,
  dependencies: FollowerDependencies,
  { signal, once = false, everyMs = usualEveryMs }: FollowOptions = {},
): Promise<void> {
  const follower = new FolderFollower(scope, dependencies);
  const settleMs = dependencies.settleMs ?? usualSettleMs;
  if (once) return followOnce(follower, settleMs, signal);
  using hints = new WatchHints(scope);
  let patienceMs = settleMs;
  while (!signal?.aborted) {
    hints.forget();
    const { waiting, lookAgain } = await follower.round(signal, hints.hasChanged);
    if (lookAgain) continue;
    // A download of an hour is not looked at every two seconds.
    patienceMs = waiting > 0 && !hints.hasChanged() ? Math.min(everyMs, patienceMs * 1.5) : settleMs;
    await hints.wait(waiting > 0 ? patienceMs : everyMs, signal);
    if (hints.hasChanged()) await pause(burstMs, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** Two looks tell what has settled. */
async function followOnce(follower: FolderFollower, settleMs: number, signal: AbortSignal | undefined): Promise<void> {
  const { waiting } = await follower.round(signal);
  if (waiting === 0) return;
  await pause(settleMs + 50, undefined, signal ? { signal } : {}).catch(() => undefined);
  if (!signal?.aborted) await follower.round(signal);
}
