/** The tools' door: everything that other agents need to ask questions of videos. */
export type { CitableSpan, ToolEvidence, VideoToolContext, VideoToolOptions } from './contracts.js';
export { createVideoToolkit, VideoToolkit, type VideoToolkitOptions } from './create-video-toolkit.js';
export { createVideoTools } from './create-video-tools.js';
export { LibraryVectorStore } from './library-vector-store.js';
export { TextEmbeddings } from './text-embeddings.js';
export { VideoRetriever, type MomentMetadata, type VideoRetrieverOptions } from './video-retriever.js';
