import { describe, expect, it } from 'vitest';
import { findHiddenStates } from '../../src/encoders/find-hidden-states.js';
import type { OnnxNode } from '../../src/encoders/onnx-graph.js';

/** A graph from lines such as `y = Gemm x w`; names that no line makes are weights or inputs. */
function find(lines: readonly string[], logits = 'logits'): string | undefined {
  const nodes = lines.map((line): OnnxNode => {
    const [output = '', , operator = '', ...inputs] = line.split(' ');
    return { operator, inputs, outputs: [output] };
  });
  return findHiddenStates({ nodes, outputs: [logits], hasExternalData: false }, logits);
}

describe('findHiddenStates', () => {
  it('goes back over the choice of a token to the last normalisation', () => {
    const body = ['a = Relu pixels', 'hidden = LayerNormalization a g b', 'cls = Gather hidden zero'];
    expect(find([...body, 'logits = Gemm cls w bias'])).toBe('hidden');
  });

  it('reads a normalisation in its parts, and a bias before its product', () => {
    expect(
      find([
        'scaled = Mul centred g',
        'hidden = Add scaled b',
        'cls = Slice hidden s e',
        'flat = Squeeze cls axes',
        'product = MatMul flat w',
        'logits = Add bias product',
      ]),
    ).toBe('hidden');
  });

  it('looks through the normalised mean of tokens to the tokens', () => {
    expect(
      find([
        'x = Relu pixels',
        'hidden = Add x y',
        'mean = ReduceMean hidden',
        'normal = LayerNormalization mean g b',
        'logits = Gemm normal w bias',
      ]),
    ).toBe('hidden');
  });

  it('reads a quantised classifier', () => {
    expect(
      find([
        'x = Relu pixels',
        'hidden = LayerNormalization x g b',
        'cls = Gather hidden zero',
        'bytes = DynamicQuantizeLinear cls',
        'sum = MatMulInteger bytes w',
        'real = Cast sum',
        'product = Mul real scale',
        'logits = Add product bias',
      ]),
    ).toBe('hidden');
  });

  it('takes the pooled vector of a convolutional net, behind softmax and consensus', () => {
    expect(
      find(
        [
          'map = Conv pixels k',
          'pool = GlobalAveragePool map',
          'flat = Flatten pool',
          'scores = Gemm flat w b',
          'mean = ReduceMean scores',
          'probabilities = Softmax mean',
        ],
        'probabilities',
      ),
    ).toBe('flat');
  });

  it('finds nothing in a graph that ends otherwise', () => {
    expect(find(['map = Conv pixels k', 'logits = ReduceMean map'])).toBeUndefined();
    expect(find(['other = Gemm x w'])).toBeUndefined();
  });
});
