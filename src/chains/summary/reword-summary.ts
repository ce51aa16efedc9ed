import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { eventWords } from '../../domain/events/event-words.js';
import type { ChapterMaterial } from '../../domain/summary/chapter-material.js';
import type { SummaryChapter, SummaryLanguage, VideoSummary } from '../../domain/summary/video-summary.js';
import { formatTimestamp } from '../../domain/timestamp.js';
import type { RuleSummary } from '../../retrieval/chapters/summarize-by-rules.js';
import { quoteData } from '../../tools/quote-data.js';
import { ToolPromptingChatModel } from '../local/tool-prompting-chat-model.js';
import { OfflineChatModel } from '../offline/offline-chat-model.js';
import { chapterInstruction, notesInstruction, storylineInstruction } from './chapter-prompts.js';
import { KnownWords } from './known-words.js';
import { chunkLines, materialLines } from './material-lines.js';
import { ModelCalls } from './model-calls.js';
import { readChapterReply, supportedSentences } from './read-chapter-reply.js';

/** How the model is asked. */
export interface RewordOptions {
  readonly model: BaseChatModel;
  readonly signal?: AbortSignal;
  /** Most calls of the model in all (default 150). */
  readonly callLimit?: number;
  /** Longest wait for one reply, in milliseconds (default 120,000). */
  readonly timeoutMs?: number;
  /** Told how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const longestStoryline = 1500;
/** Most parts of one chapter that notes are taken of. */
const mostParts = 8;

/**
 * Lets a language model word a summary, part by part: notes on long chapters, then titles and texts, then the storyline from
 * those. Of its words only those are taken that the video's captions and lines support; where they do not, or where the model
 * fails, the rules' words stay, and a warning says so. The model gets the material as quoted data, and no tools.
 *
 * The `offline` model and local models that take no instructions leave the summary as it is. Throws `ABORTED`.
 */
export async function rewordSummary(rules: RuleSummary, options: RewordOptions): Promise<VideoSummary> {
  const { summary, material } = rules;
  const { model, signal, callLimit = 150, timeoutMs = 120_000, onProgress = () => undefined } = options;
  if (model instanceof OfflineChatModel) return summary;
  if (model instanceof ToolPromptingChatModel && !model.takesInstructions)
    return withWarning(summary, 'This chat model takes no instructions: the summary is worded by rules.');
  const calls = new ModelCalls(model, { callLimit, timeoutMs, ...(signal && { signal }) });
  const chapters: SummaryChapter[] = [];
  for (const [at, chapter] of summary.chapters.entries()) {
    const own = material[at];
    chapters.push(
      own ? await rewordChapter(chapter, own, summary.chapters.length - at, summary.language, calls) : chapter,
    );
    onProgress((at + 1) / (summary.chapters.length + 1));
  }
  const storyline = await tellStory(chapters, summary.language, calls);
  onProgress(1);
  const kept = chapters.filter(({ wordedBy, evidence }) => wordedBy === 'rules' && evidence.length > 0).length;
  const reworded: VideoSummary = {
    ...summary,
    chapters,
    ...(storyline !== '' && { storyline, storylineBy: 'model' }),
  };
  const failed = calls.failure === undefined ? '' : ` ${calls.failure}`;
  if (kept === 0 && (storyline !== '' || failed === '')) return reworded;
  const which = `${kept} of ${chapters.length} chapters${storyline === '' ? ' and the storyline' : ''}`;
  return withWarning(reworded, `The rules' words were kept for ${which}.${failed}`);
}

async function rewordChapter(
  chapter: SummaryChapter,
  material: ChapterMaterial,
  /** Chapters that are still to be worded, with this one. */
  remaining: number,
  language: SummaryLanguage,
  calls: ModelCalls,
): Promise<SummaryChapter> {
  const lines = materialLines(material);
  if (lines.length === 0) return chapter;
  // One call a chapter and one for the story come first; what is left of the limit is for notes.
  const share = Math.floor((calls.left - remaining - 1) / remaining);
  const chunks = chunkLines(lines, Math.max(1, Math.min(mostParts, share)));
  const told = chunks.length === 1 ? (chunks[0] ?? []) : await takeNotes(chunks, language, calls);
  if (told.length === 0) return chapter;
  const reply = await calls.ask(chapterInstruction(language), told.join('\n'));
  if (reply === undefined) return chapter;
  const { title, text } = readChapterReply(reply, wordsOfChapter(material));
  if (title === undefined && text === undefined) return chapter;
  return { ...chapter, ...(title !== undefined && { title }), ...(text !== undefined && { text }), wordedBy: 'model' };
}

/** Notes on each part of a long chapter; parts that the model fails on are left out. */
async function takeNotes(
  chunks: readonly (readonly string[])[],
  language: SummaryLanguage,
  calls: ModelCalls,
): Promise<string[]> {
  const notes: string[] = [];
  for (const chunk of chunks) {
    const note = await calls.ask(notesInstruction(language), chunk.join('\n'));
    if (note !== undefined) notes.push(`notes ${quoteData(note)}`);
  }
  return notes;
}

/** The story from the chapters' titles and texts; empty where the model fails or tells another one. */
async function tellStory(
  chapters: readonly SummaryChapter[],
  language: SummaryLanguage,
  calls: ModelCalls,
): Promise<string> {
  const known = chapters.filter(({ text }) => text !== '');
  if (known.length === 0) return '';
  let lines = known.map(
    ({ span, title, text }) => `${formatTimestamp(span.startSeconds)} ${quoteData(title)}: ${quoteData(text)}`,
  );
  const chunks = chunkLines(lines, Math.max(1, Math.min(mostParts, calls.left - 1)));
  if (chunks.length > 1) lines = await takeNotes(chunks, language, calls);
  if (lines.length === 0) return '';
  const reply = await calls.ask(storylineInstruction(language), lines.join('\n'));
  if (reply === undefined) return '';
  return supportedSentences(reply, new KnownWords(known.flatMap(({ title, text }) => [title, text])), longestStoryline);
}

function wordsOfChapter({ events, transcript }: ChapterMaterial): KnownWords {
  return new KnownWords([
    ...events.flatMap((event) => [eventWords(event), event.text, event.companion ?? '']),
    ...transcript.map(({ text }) => text),
  ]);
}

function withWarning(summary: VideoSummary, warning: string): VideoSummary {
  return { ...summary, warnings: [...summary.warnings, warning] };
}
