import { describe, expect, it } from 'vitest';
import { bystanderBoxAt } from '../../training/playhouse/actor-box.js';
import { createRandom } from '../../training/playhouse/random.js';
import { SceneRenderer } from '../../training/playhouse/render.js';
import { chooseScene, stage, type Scene } from '../../training/playhouse/scene.js';

const renderer = new SceneRenderer(stage.width, stage.height);

function draw(scene: Scene): Uint8Array {
  renderer.draw(scene, 1, 0);
  return renderer.rgb();
}

describe("the bystander's box", () => {
  const scenes = Array.from({ length: 60 }, (_, seed) =>
    chooseScene(createRandom(2_100_000 + seed), { combinations: 'any', action: 'disappears' }),
  ).filter(({ bystander }) => bystander);

  it('fits what is drawn, to three pixels', () => {
    expect(scenes.length).toBeGreaterThan(5);
    for (const scene of scenes) {
      const [withOne, without] = [draw(scene), draw({ ...scene, bystander: undefined })];
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      withOne.forEach((value, index) => {
        if (Math.abs(value - (without[index] ?? 0)) < 12) return;
        const pixel = Math.floor(index / 3);
        const [x, y] = [pixel % stage.width, Math.floor(pixel / stage.width)];
        [left, top, right, bottom] = [
          Math.min(left, x),
          Math.min(top, y),
          Math.max(right, x + 1),
          Math.max(bottom, y + 1),
        ];
      });
      const [x, y, width, height] = bystanderBoxAt(scene, 1) ?? [0, 0, 0, 0];
      for (const [drawn, told] of [
        [left, x],
        [top, y],
        [right, x + width],
        [bottom, y + height],
      ]) {
        expect(Math.abs((drawn ?? 0) - (told ?? 0))).toBeLessThanOrEqual(3);
      }
    }
  });

  it('is missing without one and in the dark', () => {
    const [scene] = scenes;
    expect(bystanderBoxAt({ ...scene!, bystander: undefined }, 1)).toBeNull();
    expect(bystanderBoxAt(scene!, 1, { fade: 0.9, offset: 0 })).toBeNull();
  });
});
