import type { OnnxGraph, OnnxNode } from './onnx-graph.js';

const classifiers = new Set(['Gemm', 'MatMul', 'MatMulInteger', 'FusedGemm', 'FusedMatMul', 'MatMulNBits']);
/** What lies between a classifier and the graph's output: bias, scale, softmax, the mean over frames. */
const afterClassifier = new Set(
  'Add Mul Cast Softmax Identity Dropout Squeeze Unsqueeze Reshape Flatten ReduceMean'.split(' '),
);
/** What picks or averages tokens without changing what they mean. */
const selections = new Set(
  (
    'Gather Slice Squeeze Unsqueeze Reshape Flatten ReduceMean Identity Dropout Cast ' +
    'QuantizeLinear DequantizeLinear DynamicQuantizeLinear'
  ).split(' '),
);
const normalisations = new Set(['LayerNormalization', 'SimplifiedLayerNormalization', 'SkipLayerNormalization']);

/**
 * The tensor that holds the hidden states behind a classifier: from `logits` back to the last linear layer, from its
 * input back over what selects or averages tokens, to the last normalisation or residual sum of a transformer. Where
 * no such thing is found (pooled maps of a convolutional net) it is the classifier's input. `undefined` for graphs
 * that do not end in a linear layer.
 */
export function findHiddenStates({ nodes }: OnnxGraph, logits: string): string | undefined {
  const producers = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const computed = (node: OnnxNode): string | undefined =>
    node.inputs.find((input) => (producers.get(input)?.operator ?? 'Constant') !== 'Constant');

  let node = producers.get(logits);
  while (node && afterClassifier.has(node.operator)) node = producers.get(computed(node) ?? '');
  if (!node || !classifiers.has(node.operator)) return undefined;
  const classified = computed(node);

  let tensor = classified;
  while (tensor !== undefined) {
    const producer: OnnxNode | undefined = producers.get(tensor);
    const source: string | undefined = producer && computed(producer);
    if (!producer || source === undefined) break;
    // VideoMAE averages its tokens and normalises the mean: behind such a layer the tokens are still to come.
    const normalisesMean =
      normalisations.has(producer.operator) && selections.has(producers.get(source)?.operator ?? '');
    if (!selections.has(producer.operator) && !normalisesMean) {
      return normalisations.has(producer.operator) || producer.operator === 'Add' ? tensor : classified;
    }
    tensor = source;
  }
  return classified;
}
