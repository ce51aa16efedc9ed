import { throwIfAborted } from '../../domain/coded-error.js';
import { buildCast } from '../../domain/summary/build-cast.js';
import { gatherMaterial, type ChapterMaterial } from '../../domain/summary/chapter-material.js';
import { tellStoryline } from '../../domain/summary/tell-storyline.js';
import type { SummaryLanguage, VideoSummary } from '../../domain/summary/video-summary.js';
import { wordChapters } from '../../domain/summary/word-chapters.js';
import type { Video } from '../../domain/video.js';
import type { LibraryReader } from '../../library/contracts.js';
import { findChapters, type ChapterOptions } from './find-chapters.js';

/** How a summary is made. */
export interface RuleSummaryOptions extends ChapterOptions {
  /** Language of its words (default `en`). */
  readonly language?: SummaryLanguage;
}

/** A summary with what each chapter's words may be made of. */
export interface RuleSummary {
  readonly summary: VideoSummary;
  /** One for each chapter. */
  readonly material: readonly ChapterMaterial[];
}

/** What summaries are made from. */
export type SummarySource = Pick<LibraryReader, 'shots' | 'events' | 'transcript' | 'frames' | 'space'>;

/**
 * A summary of a video by rules alone, from what its index holds: no model is asked and no picture is decoded. Works for
 * videos without captions (titles are then lines that are said, or numbers) and without shots (one chapter).
 *
 * Throws what {@link findChapters} throws.
 */
export async function summarizeByRules(
  library: SummarySource,
  video: Video,
  { language = 'en', ...options }: RuleSummaryOptions = {},
): Promise<RuleSummary> {
  throwIfAborted(options.signal);
  const shots = library.shots(video.id);
  const events = library.events(video.id);
  const spans = await findChapters(library, { video, shots, events }, options);
  const material = gatherMaterial(spans, events, library.transcript(video.id));
  const chapters = wordChapters(material, language);
  const cast = buildCast(events, shots);
  const { id, title, path, durationSeconds } = video;
  const summary: VideoSummary = {
    video: { id, title, path, durationSeconds },
    language,
    chapters,
    storyline: tellStoryline(chapters, cast, durationSeconds, language),
    storylineBy: 'rules',
    cast,
    warnings: [],
  };
  return { summary, material };
}
