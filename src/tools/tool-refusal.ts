/**
 * A request that cannot be met as it stands but can be mended by whoever calls the tool. Its message is handed to the
 * language model: what is wrong and what to do next.
 */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}
