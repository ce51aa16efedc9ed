import type { FrameBox } from '../domain/frame-box.js';
import type { RgbImage } from '../domain/rgb-image.js';
import type { TimeSpan } from '../domain/time-span.js';

/**
 * Where vectors live: two vectors may be compared only when their spaces are equal.
 * `${packId}@${revision}/${dimensions}`.
 */
export interface VectorSpace {
  readonly packId: string;
  readonly revision: string;
  readonly dimensions: number;
}

/** One frame as the image tower sees it. */
export interface FrameEncoding {
  /** L2-normalised float32, `dimensions` long, in the pack's text–image space. */
  readonly embedding: Float32Array;
  /** Patch tokens before the last layer: float32, `patchTokens` × `patchDimensions`, row-major; absent in packs that do not expose them. */
  readonly patches?: Float32Array;
}

/** CLIP's image tower. */
export interface FrameEncoder {
  readonly space: VectorSpace;
  /** Shortest edge, in pixels, below which the encoder would have to upscale. */
  readonly inputEdge: number;
  readonly batchSize: number;
  /** One encoding per image, in order. Images may be of any size. */
  encode(images: readonly RgbImage[]): Promise<FrameEncoding[]>;
}

/** CLIP's text tower. */
export interface TextEncoder {
  readonly space: VectorSpace;
  /** Codes of the languages it was trained on (default: `en` alone). */
  readonly languages?: readonly string[];
  /** L2-normalised float32 vectors, one per text, in the same space as the frames'. */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
  /** Words of the text that the tokenizer has never seen (only for closed vocabularies; otherwise empty). */
  unknownWords(text: string): string[];
}

/** What the clip encoder reads from one clip. */
export interface ClipEncoding {
  /** Of `labels`, float32, summing to 1. */
  readonly probabilities: Float32Array;
  /** Clip tokens: float32, `clipTokens` × `clipDimensions`, row-major; absent where the graph does not give them. */
  readonly features?: Float32Array;
  /**
   * Mean of the clip tokens at length 1, float32, `clipDimensions` long: alike for clips that move alike. Not in the
   * text–image space; absent where `features` are.
   */
  readonly pooled?: Float32Array;
  /** What a detector finds in each of the clip's frames, where that had a say in the probabilities. */
  readonly things?: readonly (readonly Detection[])[];
}

/** An action classifier over a few frames of a span, in order: TimeSformer, or whatever the pack brings. */
export interface ClipEncoder {
  readonly labels: readonly string[];
  readonly framesPerClip: number;
  readonly inputEdge: number;
  readonly batchSize: number;
  /** The moments, in source seconds, ascending, whose frames the encoder wants of a span: `framesPerClip` of them. */
  frameTimes(span: TimeSpan): number[];
  encode(clips: readonly (readonly RgbImage[])[]): Promise<ClipEncoding[]>;
  /** Why encodings have no features, one clause; `undefined` when they have. Throws what opening the model throws. */
  featuresRefused(): Promise<string | undefined>;
}

/** Actions named by comparing a clip's frames with words; any words will do. */
export interface ActionWords {
  readonly labels: readonly string[];
  /** Say against a classifier that judges the same clip, 0 to 1. */
  readonly weight: number;
  /**
   * Probabilities of the labels, float32, summing to 1, from L2-normalised frame vectors (at least one) in the
   * text–image space.
   */
  classify(frameVectors: readonly Float32Array[]): Promise<Float32Array>;
  /** The same way of judging with other labels, of which each is put into the same sentences. */
  withLabels(labels: readonly string[]): ActionWords;
}

/**
 * What the Q-Former attends to for one clip: patch tokens of a few of its frames and the clip's own tokens.
 * Small enough to be kept in the catalog, so that a clip can be asked about later without decoding it again.
 */
export interface VisualTokens {
  /** float32, `framesForQFormer` × `patchTokens` × `patchDimensions`. */
  readonly patches: Float32Array;
  /** float32, `clipTokens` × `clipDimensions`; absent where the Q-Former looks at frames alone. */
  readonly clip?: Float32Array;
}

/** The learned queries' output for one clip. */
export interface QFormerEncoding {
  /** L2-normalised float32, in the text–image space. */
  readonly embedding: Float32Array;
  /** Soft prompt for the decoder: float32, `queries` × `promptDimensions`; empty in packs without a decoder. */
  readonly prompt: Float32Array;
}

/** The Q-Former with its three heads (BLIP-2, Li et al. 2023). */
export interface QFormer {
  readonly space: VectorSpace;
  /** Which of the clip's frames (indices into its `framesPerClip`, where there is a clip encoder) give patch tokens. */
  readonly frameIndices: readonly number[];
  encode(clips: readonly VisualTokens[]): Promise<QFormerEncoding[]>;
  /** Probability, 0 to 1, that each clip shows what the text says (image–text matching head). */
  match(clips: readonly VisualTokens[], text: string): Promise<Float32Array>;
}

/** Words with the model's own confidence: the geometric mean of the token probabilities, 0 to 1. */
export interface GeneratedText {
  readonly text: string;
  readonly confidence: number;
}

/** One of several captions that a decoder finds likely. */
export interface CaptionCandidate extends GeneratedText {
  /** Natural logarithm of the whole text's probability. */
  readonly logProbability: number;
}

/** How much other models say in the choice of a caption, against the log-probability that the decoder gives it. */
export interface CaptionWeights {
  /** Captions that are considered for each clip. */
  readonly candidates: number;
  /** Per unit of the text's cosine with the mean of the clip's frame vectors. */
  readonly frame: number;
  /** Per unit of the log-probability of the action that the text names. */
  readonly action: number;
  /** Per unit of the log-probability, by the pack's detector, that the text's main thing is there; 0 without a detector. */
  readonly thing: number;
}

/** A small causal decoder behind the Q-Former's soft prompt. Greedy, but for `candidates`. */
export interface PromptCaptioner {
  readonly reads: 'prompt';
  /** How captions are chosen among several; absent when the decoder's own favourite is taken. */
  readonly rerank?: CaptionWeights;
  /** The likeliest captions of each clip, best first, at most `count` of each (beam search). */
  candidates(prompts: readonly Float32Array[], count: number): Promise<CaptionCandidate[][]>;
  caption(prompts: readonly Float32Array[]): Promise<GeneratedText[]>;
  answer(prompt: Float32Array, question: string): Promise<GeneratedText>;
}

/** Options of a captioner that takes seconds. */
export interface CaptionOptions {
  /** Ends the work after the step in hand, with ABORTED. */
  readonly signal?: AbortSignal;
}

/** A vision-language model that looks at frames of a clip, in order. Greedy. Seconds per text on a processor. */
export interface FrameCaptioner {
  readonly reads: 'frames';
  /** How many frames of a clip it is best shown; it takes any number from one. */
  readonly framesPerClip: number;
  /** Shortest edge, in pixels, above which frames have more detail than is looked at. */
  readonly inputEdge: number;
  caption(clips: readonly (readonly RgbImage[])[], options?: CaptionOptions): Promise<GeneratedText[]>;
  answer(images: readonly RgbImage[], question: string, options?: CaptionOptions): Promise<GeneratedText>;
}

/** Puts clips into words; what it reads of a clip tells which of the two kinds it is. */
export type Captioner = PromptCaptioner | FrameCaptioner;

/** Something that a detector sees in a picture. */
export interface Detection {
  readonly box: FrameBox;
  /** How sure it is that something is there, 0 to 1. */
  readonly score: number;
  /** Of the detector's labels, group after group, float32; each group sums to 1. */
  readonly probabilities: Float32Array;
}

/** Finds the things of the pack's world in single pictures. */
export interface ActorDetector {
  /** Words for what is found, in groups of which each thing has exactly one: kinds, colours. */
  readonly labelGroups: readonly (readonly string[])[];
  readonly inputEdge: number;
  readonly batchSize: number;
  /** What is in each picture, the surest first. Pictures may be of any size. */
  detect(images: readonly RgbImage[]): Promise<Detection[][]>;
}

/** Tells footage like the pack's training data from anything else. */
export interface FamiliarityJudge {
  /** Squared Mahalanobis distance of a frame from the training frames, divided by the threshold: above 1 is unfamiliar. */
  distance(frame: FrameEncoding): number;
}

/** A moment as a predictor points at it, in steps of the video from 0. */
export interface PredictedMoment {
  readonly startStep: number;
  readonly endStep: number;
  /** Probability, 0 to 1, that the description means this moment. */
  readonly score: number;
}

/** What a predictor says of a stretch of video. */
export interface MomentPrediction {
  /** Best first; not sorted out: several may speak of the same moment. */
  readonly moments: readonly PredictedMoment[];
  /** For each step the probability, 0 to 1, that the description is happening. */
  readonly saliency: Float32Array;
}

/** Finds the moments that a description means (after Moment-DETR, Lei et al. 2021), from what was kept of a video. */
export interface MomentPredictor {
  /** Longest stretch, in steps, that it was trained to look at in one go. */
  readonly longestSteps: number;
  /**
   * @param steps float32, steps × width, row-major: `describeSteps` of retrieval tells what is in a step.
   * @param text the description's vector, in the pack's text–image space.
   *
   * Throws MODEL_FAILED and PROVIDER_UNAVAILABLE.
   */
  predict(steps: Float32Array, width: number, text: Float32Array): Promise<MomentPrediction>;
}

/**
 * Vectors of frames and clips of the pack's world, L2-normalised float32 in its space, of all sorts: what a query is
 * compared with where a library is too small to tell what an unrelated vector scores.
 */
export interface VectorSample {
  readonly frames: readonly Float32Array[];
  readonly clips: readonly Float32Array[];
}

/** Everything a pack offers. Optional parts are absent when the pack has no such model. */
export interface EncoderSet {
  readonly space: VectorSpace;
  readonly frame: FrameEncoder;
  readonly text: TextEncoder;
  readonly clip?: ClipEncoder;
  /** The same kind of classifier trained on single frames: what can be told without seeing time. For evaluation only. */
  readonly frameAction?: ClipEncoder;
  /** Actions by words instead of, or beside, `clip`. */
  readonly zeroShot?: ActionWords;
  readonly qformer?: QFormer;
  readonly captioner?: Captioner;
  /** Where in a picture the things of the pack's world are. */
  readonly detector?: ActorDetector;
  readonly familiarity?: FamiliarityJudge;
  readonly moments?: MomentPredictor;
  readonly sample?: VectorSample;
  /** Which execution provider was taken and which were tried first and why they failed. */
  readonly provider: ProviderChoice;
  close(): Promise<void>;
}

/** Which execution provider runs the models, and why others that were tried do not. */
export interface ProviderChoice {
  readonly taken: string;
  readonly refused: readonly { readonly provider: string; readonly reason: string }[];
}

/** A word as it was heard or, from models that give no words' times, a sentence. */
export interface SpokenPiece {
  /** With the white space that stands before it: pieces put one after another are the text. */
  readonly text: string;
  /** Seconds from the beginning of the sound that was given. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Geometric mean of the token probabilities, 0 to 1. */
  readonly confidence?: number;
}

/** What was said in a stretch of sound; no pieces when nothing was. */
export interface HeardSpeech {
  /** ISO 639-1, as far as there is such a code. */
  readonly language: string | undefined;
  readonly pieces: readonly SpokenPiece[];
}

export interface TranscribeOptions {
  /** Spoken before: taken when the sound does not tell its language clearly. */
  readonly likelyLanguage?: string;
  readonly signal?: AbortSignal;
}

/** Speech to text. */
export interface Transcriber {
  /** Who listens, as the catalog remembers it, e.g. `whisper:standard@1f00`. */
  readonly name: string;
  /**
   * @param samples float32 mono, 16,000 a second, at most 30 s.
   *
   * Throws `TRANSCRIPTION_FAILED`, `MODEL_FAILED`, `ABORTED`.
   */
  transcribe(samples: Float32Array, options?: TranscribeOptions): Promise<HeardSpeech>;
  close(): Promise<void>;
}
