import { AskreelError } from '../domain/coded-error.js';
import { questionInEnglish } from '../domain/wording/in-search-language.js';
import { overlapSeconds, spanSeconds, temporalIou, type TimeSpan } from '../domain/time-span.js';
import type { ActionSpan, Shot, Video, VideoId } from '../domain/video.js';
import type { EncoderSet, GeneratedText, VisualTokens } from '../encoders/contracts.js';
import type { LibraryReader, StoredClip } from '../library/contracts.js';
import type { ReadFrames } from '../media/contracts.js';
import type { ClipInspector, ShotLabels } from './contracts.js';
import { readSpanFrames } from './read-span-frames.js';
import { readSpanTokens } from './read-span-tokens.js';
import { ShotLabeller } from './shot-labeller.js';

/** What {@link LibraryClipInspector} needs. */
export interface ClipInspectorDependencies {
  readonly library: LibraryReader;
  readonly encoders: EncoderSet;
  readonly readFrames: ReadFrames;
}

/** A stored clip stands for a span from this temporal IoU on. */
const closeEnoughIou = 0.5;
/** The only clip inside a span stands for it from this temporal IoU on. */
const leastIou = 0.3;

/** Looks closely at spans of indexed videos, from what was kept of them where possible. */
export class LibraryClipInspector implements ClipInspector {
  readonly #library: LibraryReader;
  readonly #encoders: EncoderSet;
  readonly #readFrames: ReadFrames;
  readonly #labeller: ShotLabeller;

  constructor({ library, encoders, readFrames }: ClipInspectorDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#readFrames = readFrames;
    this.#labeller = new ShotLabeller(library, encoders);
  }

  /** Throws VIDEO_UNKNOWN. */
  // eslint-disable-next-line @typescript-eslint/require-await -- an async function rejects where a plain one would throw
  async captions(videoId: VideoId, span?: TimeSpan): Promise<Shot[]> {
    const video = this.#requireVideo(videoId);
    const shots = video.familiarity === 'familiar' ? this.#library.shots(video.id) : [];
    const inside = shots.filter((shot) => span === undefined || overlapSeconds(shot.span, span) > 0);
    return inside.filter((shot) => shot.caption !== undefined);
  }

  /** Throws VIDEO_UNKNOWN. */
  actions(videoId: VideoId, span?: TimeSpan): ActionSpan[] {
    const video = this.#requireVideo(videoId);
    return video.familiarity === 'familiar' ? this.#library.actions(video.id, span) : [];
  }

  /** Throws VIDEO_UNKNOWN, and what the text encoder throws. */
  async labelShots(videoId: VideoId, labels: readonly string[], span?: TimeSpan): Promise<ShotLabels> {
    const video = this.#requireVideo(videoId);
    if (video.familiarity === 'unfamiliar') return { actions: [], unknown: [] };
    return this.#labeller.label(video.id, labels, span);
  }

  /**
   * Throws VIDEO_UNKNOWN, BAD_ARGUMENT for an empty span or a question that cannot be put into English, and what decoding
   * throws (VIDEO_NOT_FOUND, …).
   */
  async ask(videoId: VideoId, span: TimeSpan, asked: string): Promise<GeneratedText | undefined> {
    const question = questionInEnglish(asked);
    const video = this.#requireVideo(videoId);
    const { qformer, captioner } = this.#encoders;
    if (!captioner || video.familiarity === 'unfamiliar') return undefined;
    if (captioner.reads === 'prompt' && !qformer) return undefined;
    const within = {
      startSeconds: Math.max(0, span.startSeconds),
      endSeconds: Math.min(span.endSeconds, video.durationSeconds),
    };
    if (spanSeconds(within) === 0) {
      throw new AskreelError('BAD_ARGUMENT', `The span lies outside ${video.title}.`, {
        hint: `The video is ${video.durationSeconds.toFixed(1)} s long.`,
      });
    }
    if (captioner.reads === 'frames') {
      const wanted = { count: captioner.framesPerClip, shortEdge: captioner.inputEdge };
      const frames = await readSpanFrames(video.path, within, wanted, this.#readFrames);
      return frames.length > 0 ? captioner.answer(frames, question) : undefined;
    }
    const tokens =
      (await this.#storedTokens(video, within, question)) ??
      (await readSpanTokens(video.path, within, this.#encoders, this.#readFrames));
    const [encoding] = tokens && qformer ? await qformer.encode([tokens]) : [];
    return encoding && captioner.answer(encoding.prompt, question);
  }

  /** Tokens of the clip that covers the span; of several clips inside a long span, of the one that fits the question. */
  async #storedTokens(video: Video, span: TimeSpan, question: string): Promise<VisualTokens | undefined> {
    const clips = this.#library.clips(video.id, span).filter(hasTokens);
    const iou = (clip: StoredClip): number => temporalIou(clip.span, span);
    const covering = clips.filter((clip) => iou(clip) >= closeEnoughIou).sort((a, b) => iou(b) - iou(a))[0];
    if (covering) return covering.tokens;
    const inside = clips.filter((clip) => overlapSeconds(clip.span, span) > closeEnoughIou * spanSeconds(clip.span));
    const [only, another] = inside;
    // A clip that was drawn in to what moves stands for the shot around it.
    if (!another) return only && iou(only) >= leastIou ? only.tokens : undefined;
    const tokens = inside.map((clip) => clip.tokens);
    const matches = (await this.#encoders.qformer?.match(tokens, question)) ?? new Float32Array();
    return tokens[matches.indexOf(Math.max(...matches))];
  }

  #requireVideo(videoId: VideoId): Video {
    const video = this.#library.findVideo(videoId);
    if (video?.id === videoId) return video;
    throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${videoId}.`, {
      hint: 'List the videos for their ids.',
    });
  }
}

function hasTokens(clip: StoredClip): clip is StoredClip & { readonly tokens: VisualTokens } {
  return clip.tokens !== undefined;
}
