import { actionsPart, chatPart, imageTextPart, speechPart, visionLanguagePart } from './pack-parts.js';
import type { PackPart, PackRecipe } from './pack-recipe.js';

const megabyte = 1e6;

/** The packs that `askreel models pull` can fetch by name. Plain data: loading it must stay cheap. */
export const knownPacks: readonly PackRecipe[] = [
  {
    id: 'standard',
    title: 'Real footage',
    world: 'Photographs and videos of the real world: everyday things and places, 400 human actions, spoken language.',
    defaultVariant: 'full',
    parts: [
      imageTextPart({
        repository: 'Xenova/clip-vit-base-patch32',
        licence: 'MIT',
        approximateBytes: { full: 606 * megabyte, quantised: 154 * megabyte },
      }),
      actionsPart({
        repository: 'onnx-community/timesformer-base-finetuned-k400',
        licence: 'cc-by-nc-4.0',
        licenceNote: 'Not for commercial use; leave it out with --without actions.',
        approximateBytes: { full: 487 * megabyte, quantised: 123 * megabyte },
      }),
      visionLanguagePart({
        repository: 'HuggingFaceTB/SmolVLM2-256M-Video-Instruct',
        licence: 'apache-2.0',
        approximateBytes: { full: 1029 * megabyte, quantised: 210 * megabyte },
      }),
      speechPart({
        repository: 'onnx-community/whisper-base',
        licence: 'apache-2.0',
        wordTimestamps: false,
        approximateBytes: { full: 292 * megabyte, quantised: 77 * megabyte },
      }),
    ],
  },
  {
    id: 'glm-edge',
    title: 'GLM-Edge 1.5B, a chat model',
    world: 'General knowledge in words; it sees and hears nothing itself.',
    defaultVariant: 'quantised',
    parts: [
      chatPart({
        repository: 'onnx-community/glm-edge-1.5b-chat-ONNX',
        licence: 'other (glm-4)',
        licenceNote: 'The GLM-4 licence of its authors: read it on the model page before you use the model for work.',
        contextTokens: 8192,
      }),
    ],
  },
];

/** The export of the same Whisper that also gives the times of words. */
export const wordTimestampSpeech: PackPart = speechPart({
  repository: 'onnx-community/whisper-base_timestamped',
  licence: 'apache-2.0',
  wordTimestamps: true,
  approximateBytes: { full: 292 * megabyte, quantised: 77 * megabyte },
});

/** The recipe of a name, if there is one. */
export function findKnownPack(id: string): PackRecipe | undefined {
  return knownPacks.find((recipe) => recipe.id === id);
}
