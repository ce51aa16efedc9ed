import type { SummaryLanguage } from '../../domain/summary/video-summary.js';
import { quotedTextNotice } from '../../tools/quote-data.js';

const languages: Readonly<Record<SummaryLanguage, string>> = { en: 'English', zh: 'Chinese' };
const rules = `Use only what the lines say: add no names, places or events. ${quotedTextNotice}`;

/** Asks for notes on a part of a chapter that is too long for one call. */
export function notesInstruction(language: SummaryLanguage): string {
  return `The lines tell, with times, what is seen and said in a part of a video. Write notes on it in ${languages[language]}: who does what, where, and what is talked about, in at most 80 words. ${rules}`;
}

/** Asks for a chapter's title and text. */
export function chapterInstruction(language: SummaryLanguage): string {
  return `The lines tell what is seen and said in one chapter of a video. Answer with JSON and nothing else: {"title": "…", "summary": "…"}, in ${languages[language]}. The title has three to eight words and says what sets this chapter apart, as a table of contents would; the summary has one to three sentences. ${rules}`;
}

/** Asks for the story of a whole video. */
export function storylineInstruction(language: SummaryLanguage): string {
  return `The lines tell, chapter by chapter, what a video shows. Tell its story in ${languages[language]}, in three to seven sentences of plain prose, in the order of time, without headings or lists. ${rules}`;
}
