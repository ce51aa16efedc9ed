import { protobufBytes, protobufFields } from './protobuf-fields.js';

/** One operator of a graph, with the names of the tensors it reads and writes. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** How an ONNX model is wired; weights are left alone. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  /** Names of the graph's outputs. */
  readonly outputs: readonly string[];
  /** Whether some weights lie in files beside the model. */
  readonly hasExternalData: boolean;
}

/** Field numbers of onnx.proto. */
const fields = {
  model: { graph: 7 },
  graph: { node: 1, initializer: 5, output: 12 },
  node: { input: 1, output: 2, operator: 4 },
  valueInfo: { name: 1 },
  tensor: { dataLocation: 14 },
} as const;
const externalLocation = 1;

/** Reads a graph's nodes and outputs. Throws `RangeError` for bytes that are no protobuf message. */
export function readOnnxGraph(model: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const outputs: string[] = [];
  let hasExternalData = false;
  for (const part of protobufFields(model)) {
    if (part.number !== fields.model.graph) continue;
    for (const { number, bytes } of protobufFields(part.bytes)) {
      if (number === fields.graph.node) nodes.push(readNode(bytes));
      if (number === fields.graph.output) outputs.push(...textFields(bytes, fields.valueInfo.name));
      if (number === fields.graph.initializer) hasExternalData ||= isExternal(bytes);
    }
  }
  return { nodes, outputs, hasExternalData };
}

/**
 * The model with one tensor more among its outputs. Protobuf merges messages that follow each other: a second model
 * that holds nothing but a graph with that output is appended. onnxruntime finds out the tensor's type itself.
 */
export function addGraphOutput(model: Uint8Array, name: string): Uint8Array {
  const output = protobufBytes(fields.valueInfo.name, new TextEncoder().encode(name));
  const graph = protobufBytes(fields.graph.output, output);
  const addition = protobufBytes(fields.model.graph, graph);
  const whole = new Uint8Array(model.length + addition.length);
  whole.set(model);
  whole.set(addition, model.length);
  return whole;
}

function readNode(bytes: Uint8Array): OnnxNode {
  const [operator = ''] = textFields(bytes, fields.node.operator);
  return { operator, inputs: textFields(bytes, fields.node.input), outputs: textFields(bytes, fields.node.output) };
}

function textFields(message: Uint8Array, wanted: number): string[] {
  return [...protobufFields(message)]
    .filter(({ number }) => number === wanted)
    .map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
}

function isExternal(tensor: Uint8Array): boolean {
  for (const { number, value } of protobufFields(tensor)) {
    if (number === fields.tensor.dataLocation && value === externalLocation) return true;
  }
  return false;
}
