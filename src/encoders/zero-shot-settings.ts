import { z } from 'zod';
import { relativePath } from './relative-path.js';

/** Label lists that ship with the program, in `data/labels`. */
export const shippedVocabularies = ['kinetics-400'] as const;

/** Where a prompt takes the label. */
export const labelSlot = '{label}';

/** The sentences that a label is put into, unless a pack has better ones. */
export const defaultPrompts: readonly string[] = [`a video of a person ${labelSlot}.`, `a photo of ${labelSlot}.`];

/** A manifest's `zeroShot`: actions named by comparing frames with words (CLIP, Radford et al. 2021). */
export const zeroShotSchema = z.object({
  /** One of {@link shippedVocabularies}, or a file of the pack with one label a line. */
  vocabulary: z.union([z.enum(shippedVocabularies), relativePath]),
  prompts: z
    .array(z.string().refine((prompt) => prompt.includes(labelSlot), { error: `must contain ${labelSlot}` }))
    .min(1)
    .default([...defaultPrompts]),
  /** Say of the words against the clip classifier, 0 to 1; without a classifier they decide alone. */
  weight: z.number().min(0).max(1).default(0.5),
  /** What cosines are multiplied with before the softmax: CLIP's own learned scale. */
  logitScale: z.number().positive().default(100),
});

/** The settings of zero-shot actions. */
export type ZeroShotSettings = z.infer<typeof zeroShotSchema>;

/** Whether a vocabulary ships with the program, rather than in the pack. */
export function isShippedVocabulary(vocabulary: string): boolean {
  return (shippedVocabularies as readonly string[]).includes(vocabulary);
}
