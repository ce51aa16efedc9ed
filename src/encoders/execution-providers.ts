/** What can run a model, fastest first; `cpu` always works. */
export const executionProviders = ['cuda', 'webgpu', 'coreml', 'dml', 'cpu'] as const;

/** One of {@link executionProviders}, by onnxruntime's names. */
export type ExecutionProvider = (typeof executionProviders)[number];
