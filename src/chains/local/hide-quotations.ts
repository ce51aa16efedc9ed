import type { TemplateMessage } from '../../encoders/text-generator.js';

/** What could be taken for the notation of a call, or for the beginning of one. */
const suspicious = /[{}｛｝[\]［］()（）<>_=:：`]/u;

/** A reply in which no words of a video stand for themselves. */
export interface HiddenQuotations {
  readonly reply: string;
  /** Puts the words back into what is left of the reply. */
  readonly restore: (words: string) => string;
}

/**
 * Hides what a reply repeats, word for word, of the texts that tools quoted from the videos: a model that tells what a
 * subtitle says does not make the call that the subtitle writes out. A reply that is nothing but such a text stays as it is:
 * it is then the model's own.
 */
export function hideQuotations(reply: string, conversation: readonly TemplateMessage[]): HiddenQuotations {
  const hidden: string[] = [];
  let shown = reply;
  for (const text of quotedTexts(conversation)) {
    if (!shown.includes(text) || reply.trim() === text) continue;
    // A letter stands in for the text: a reply without any would be taken for a damaged call.
    shown = shown.replaceAll(text, `\ue000q${hidden.length}\ue001`);
    hidden.push(text);
  }
  const restore = (words: string): string =>
    words.replace(/\ue000q(\d+)\ue001/g, (_all, index: string) => hidden[Number(index)] ?? '');
  return { reply: shown, restore };
}

/** What stands in quotes in the tools' results, longest first; harmless words are left out. */
function quotedTexts(conversation: readonly TemplateMessage[]): string[] {
  const texts = conversation
    .filter(({ role }) => role === 'tool')
    .flatMap(({ content }) => content.match(/"(?:[^"\\\n]|\\.)*"/g) ?? [])
    .filter((text) => suspicious.test(text))
    .flatMap((text) => [readString(text) ?? [], text.slice(1, -1)].flat());
  return [...new Set(texts)].filter((text) => suspicious.test(text)).sort((a, b) => b.length - a.length);
}

function readString(text: string): string | undefined {
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}
