import { describe, expect, it } from 'vitest';
import { poseAt } from '../../training/playhouse/motion.js';
import { createRandom } from '../../training/playhouse/random.js';
import { chooseScene } from '../../training/playhouse/scene.js';
import { actions, directionPairs } from '../../training/playhouse/world.js';

const scene = chooseScene(createRandom(7), { combinations: 'any', actor: { kind: 'dog', colour: 'red' } });

describe('motion', () => {
  it.each(directionPairs)('%s is %s backwards', (forth, back) => {
    const { actionStart, actionEnd, durationSeconds } = scene;
    const steps = 40;
    for (let step = 0; step <= steps; step += 1) {
      const seconds = (step / steps) * durationSeconds;
      const forwards = poseAt({ ...scene, action: forth }, seconds);
      const backwards = poseAt({ ...scene, action: back }, actionStart + actionEnd - seconds);
      for (const part of ['x', 'lift', 'scale', 'stretch', 'lean', 'alpha'] as const) {
        expect(backwards[part]).toBeCloseTo(forwards[part], 9);
      }
      expect(backwards.box?.lift ?? -1).toBeCloseTo(forwards.box?.lift ?? -1, 9);
      expect(backwards.box?.x ?? -1).toBeCloseTo(forwards.box?.x ?? -1, 9);
      expect(backwards.door?.open ?? -1).toBeCloseTo(forwards.door?.open ?? -1, 9);
    }
  });

  it.each(actions.filter((action) => action !== 'stands still'))('something changes while an actor %s', (action) => {
    const at = (part: number) =>
      poseAt({ ...scene, action }, scene.actionStart + part * (scene.actionEnd - scene.actionStart));
    expect(at(0.35)).not.toEqual(at(0.8));
  });
});
