import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { InferenceLane } from '../../src/indexing/inference-lane.js';

describe('InferenceLane', () => {
  it('makes the producer wait while the models are behind, and runs one job at a time', async () => {
    const lane = new InferenceLane(1);
    const finish: (() => void)[] = [];
    let [running, mostRunning, enqueued] = [0, 0, 0];
    const producer = (async () => {
      for (let index = 0; index < 5; index += 1) {
        await lane.enqueue(async () => {
          mostRunning = Math.max(mostRunning, (running += 1));
          await new Promise<void>((resolve) => finish.push(resolve));
          running -= 1;
        });
        enqueued += 1;
      }
      await lane.drain();
    })();
    await setImmediate();
    expect(enqueued).toBe(2);
    for (let index = 0; index < 5; index += 1) {
      finish[index]?.();
      await setImmediate();
    }
    await producer;
    expect(mostRunning).toBe(1);
  });

  it('frees a waiting producer with the error of a failed job', async () => {
    const lane = new InferenceLane(0);
    let fail = (): void => undefined;
    await lane.enqueue(() => new Promise((_, reject) => (fail = () => reject(new Error('broken')))));
    const waiting = lane.enqueue(() => Promise.resolve());
    fail();
    await expect(waiting).rejects.toThrow('broken');
    await expect(lane.drain()).rejects.toThrow('broken');
    await expect(lane.cancel()).resolves.toBeUndefined();
  });
});
