import { readFile, stat } from 'node:fs/promises';
import { AskreelError } from '../domain/coded-error.js';
import { findHiddenStates } from './find-hidden-states.js';
import { addGraphOutput, readOnnxGraph, type OnnxGraph } from './onnx-graph.js';
import { firstLine, type TapResult } from './onnx-session.js';

/** Which tensor inside a graph to bring out: a name, or `auto` for the hidden states behind the output `logits`. */
export interface TapRequest {
  readonly tap: string;
  readonly logits: string;
}

/** What to load into onnxruntime, and what came of the request. */
export interface TappedModel {
  /** The file's content with one output more; absent where the file can be opened as it is. */
  readonly content?: Uint8Array;
  readonly tap: TapResult;
}

/** A protobuf message cannot be longer. */
const longestMessage = 2 ** 31 - 1;

/**
 * Adds a tensor inside a model's graph to its outputs, in memory; the file stays as it is. A model that cannot be
 * opened from memory, or in which `auto` finds nothing, is left as it is, with the reason. Throws PACK_INVALID when
 * the tensor is named and not there.
 */
export async function tapModel(path: string, { tap, logits }: TapRequest): Promise<TappedModel> {
  const model = await readModel(path);
  if (typeof model === 'string') return { tap: { refused: model } };
  const graph = readGraph(model);
  if (!graph) return { tap: { refused: 'it is not in the ONNX format' } };
  if (graph.hasExternalData) {
    return { tap: { refused: 'its weights lie in files beside it, which are not found from memory' } };
  }
  const output = tap === 'auto' ? findHiddenStates(graph, logits) : tap;
  if (output === undefined) return { tap: { refused: `no linear layer was found behind its output ${logits}` } };
  if (graph.outputs.includes(output)) return { tap: { output } };
  if (!graph.nodes.some((node) => node.outputs.includes(output))) {
    throw new AskreelError('PACK_INVALID', `The model ${path} has no tensor ${output} to tap.`, {
      hint: 'Name one that the graph computes, or leave `features` out to have it found.',
    });
  }
  return { content: addGraphOutput(model, output), tap: { output } };
}

/** The file's content, or why it cannot be held in memory. What cannot be read at all is for onnxruntime to say. */
async function readModel(path: string): Promise<Uint8Array | string> {
  try {
    return (await stat(path)).size > longestMessage ? 'it is larger than 2 GB' : await readFile(path);
  } catch (error) {
    return `it cannot be read: ${firstLine(error)}`;
  }
}

function readGraph(model: Uint8Array): OnnxGraph | undefined {
  try {
    return readOnnxGraph(model);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
