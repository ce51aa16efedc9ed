/** The whole public API of askreel. */

export { openLibrary, type OpenLibraryOptions } from './apps/api/open-library.js';
export {
  indexVideos,
  type IndexingFailure,
  type IndexingReport,
  type IndexVideosOptions,
} from './apps/api/index-videos.js';
export { recordStreams, type RecordStreamsOptions } from './apps/api/record-streams.js';
export { watchFolders, type WatchFoldersOptions } from './apps/api/watch-folders.js';
export { locateActions, type LocateActionsOptions } from './apps/api/locate-actions.js';
export { locateThings, type LocatedThing, type LocateThingsOptions } from './apps/api/locate-things.js';
export { queryEvents, type QueryEventsOptions } from './apps/api/query-events.js';
export { fitRanking, recordFeedback, type GivenFeedback, type GivenPlace } from './apps/api/feedback.js';
export { exportFeedback, type FeedbackFormat } from './apps/export/export-feedback.js';
export type { LibraryRanking, RankingFit } from './apps/library-ranking.js';
export { searchAlike, type LikenessExample } from './apps/api/search-alike.js';
export { searchMoments, type SearchMomentsOptions } from './apps/api/search-moments.js';
export { findHighlights, type FindHighlightsOptions } from './apps/api/find-highlights.js';
export { exportCuts, type ExportCutsOptions, type ExportReport } from './apps/api/export-cuts.js';
export type { ExportFormat } from './apps/export/export-target.js';
export { summarizeVideo, type SummarizeVideoOptions } from './apps/api/summarize-video.js';
export { exportSummary, type SummaryExportReport } from './apps/api/export-summary.js';
export { createVideoAgent, type VideoAgentOptions } from './apps/api/create-video-agent.js';
export {
  AskreelRequestError,
  createAskreelClient,
  readServerEvents,
  requireSuccess,
  type AskreelClient,
  type AskreelClientOptions,
  type ServerEvent,
} from './apps/server/client.js';
export type { VideoLibrary } from './apps/video-library.js';

export { resolveChatModel, type ChatModelOptions } from './chains/chat-model.js';
export type { AskOptions, ThreadMemory, VideoAgent, VideoAgentEvent } from './chains/contracts.js';
export { createVideoQaTool, type VideoQaToolOptions } from './chains/create-video-qa-tool.js';
export { createVideoToolkit, VideoToolkit, type VideoToolkitOptions } from './tools/create-video-toolkit.js';
export { createVideoTools } from './tools/create-video-tools.js';
export type { CitableSpan, ToolEvidence, VideoToolContext, VideoToolOptions } from './tools/contracts.js';
export { LibraryVectorStore } from './tools/library-vector-store.js';
export { TextEmbeddings } from './tools/text-embeddings.js';
export { VideoRetriever, type MomentMetadata, type VideoRetrieverOptions } from './tools/video-retriever.js';

export type { HeardSpeech, SpokenPiece, TranscribeOptions, Transcriber } from './encoders/contracts.js';
export type { IndexingEvent, IndexingSummary } from './indexing/contracts.js';
export type { StreamEvent } from './indexing/live/contracts.js';
export type { IndexOne, IndexOutcome, WatchEvent } from './indexing/watching/contracts.js';
export type { ShotMotion } from './retrieval/actions/describe-motion.js';
export type {
  ActionLocator,
  ActionQuery,
  Highlight,
  HighlightFinder,
  HighlightQuery,
  Highlights,
  LocatedAction,
  LocatedActions,
  MomentQuery,
  MomentSearch,
  MomentSearchResult,
  SpatialLocator,
  SpatialQuery,
  Tube,
} from './retrieval/contracts.js';
export type {
  EventAnswer,
  EventMatch,
  EventMeasure,
  EventQuery,
  MatchReason,
  VideoTally,
} from './retrieval/events/contracts.js';

export type { Answer, AnswerWords, Citation, Claim, ClaimVerdict, Look } from './domain/answer.js';
export { FileThreadMemory, type FileThreadMemoryOptions } from './chains/file-thread-memory.js';
export { SqliteThreadMemory, type KeptThread } from './chains/sqlite-thread-memory.js';
export { AskreelError, errorCodes, type ErrorCode } from './domain/coded-error.js';
export type { Cut, CutList } from './domain/cut-lists/cut-list.js';
export { cutsOfAnswer, cutsOfMoments, cutsOfStretches } from './domain/cut-lists/make-cuts.js';
export type { ActionChance, VideoEvent } from './domain/events/video-event.js';
export type {
  CastMember,
  ChapterEvidence,
  SummaryAuthor,
  SummaryChapter,
  SummaryLanguage,
  VideoSummary,
} from './domain/summary/video-summary.js';
export type { SummaryFormat } from './apps/export/plan-summary-files.js';
export { cutsOfSummary } from './domain/summary/cuts-of-summary.js';
export type {
  AnswerFeedback,
  Feedback,
  FeedbackVerdict,
  JudgedPlace,
  MomentFeedback,
  RankedPlace,
} from './domain/feedback/feedback.js';
export type { PreferencePair } from './domain/feedback/preference-pairs.js';
export type { FittedTaste, SignalStrengths, Taste, TasteScore, TasteSignal } from './domain/feedback/taste.js';
export type { FeedbackPage, FeedbackQuery, FeedbackStore } from './library/contracts.js';
export type { MomentWeigher, WeighedMoment } from './retrieval/contracts.js';
export type { LearnedTaste, TasteDecision } from './retrieval/taste/learn-taste.js';
export type { Evidence, Moment } from './domain/moment.js';
export type { FrameBox, TimedBox } from './domain/frame-box.js';
export type { TimeSpan } from './domain/time-span.js';
export { formatSpan, formatTimestamp } from './domain/timestamp.js';
export type { ActionSpan, MotionTrack, Shot, Transcription, TranscriptLine, Video, VideoId } from './domain/video.js';
