import { AskreelError } from '../domain/coded-error.js';
import { defaultFusionWeights, type FusionWeights } from '../retrieval/fusion-weights.js';

type Numbers = { readonly [name: string]: number | Numbers };

/**
 * The fusion weights of a pack: retrieval's defaults with what the pack's manifest says under `retrieval` in their
 * place. Names that retrieval does not know are ignored. Throws `PACK_INVALID` for a value that is no number.
 */
export function packFusionWeights(tuned: Readonly<Record<string, unknown>> = {}): FusionWeights {
  return override(defaultFusionWeights as unknown as Numbers, tuned, 'retrieval') as unknown as FusionWeights;
}

function override(defaults: Numbers, tuned: Readonly<Record<string, unknown>>, name: string): Numbers {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => {
      const given = tuned[key];
      if (given === undefined) return [key, value];
      if (typeof value === 'number' && Number.isFinite(given)) return [key, given as number];
      if (typeof value === 'object' && typeof given === 'object' && given !== null) {
        return [key, override(value, given as Readonly<Record<string, unknown>>, `${name}.${key}`)];
      }
      throw new AskreelError('PACK_INVALID', `The model pack says ${name}.${key} = ${JSON.stringify(given)}.`, {
        hint: 'Write a number there, or leave it out.',
      });
    }),
  );
}
