import type { SummaryPhrases } from './summary-phrases.js';

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
const ended = (text: string): string => (/[.!?…]["”’]?$/.test(text) ? text : `${text}.`);
const quote = (words: string): string => `“${words.replace(/[“”]/g, "'")}”`;

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** Summaries in English. */
export const englishSummary: SummaryPhrases = {
  language: 'en',
  title: ({ actors, action, place }) =>
    capital([list(actors), action ?? '', place ?? ''].filter((part) => part !== '').join(' ')),
  quoteTitle: quote,
  part: (number) => `Part ${number}`,
  sentence: (caption) => ended(capital(caption)),
  said: (words) => `It is said: ${quote(words)}`,
  // A name keeps its capital; an article that begins a caption loses it.
  at: (time, caption) =>
    ended(`At ${time} ${caption.replace(/^(?:A|An|The|Two|Some)\b/, (word) => word.toLowerCase())}`),
  saidAt: (time, words) => `At ${time} it is said: ${quote(words)}`,
  opening: (length, chapters, most) => {
    const seen = most.length > 0 ? ` Seen most: ${list(most.map(([actor, time]) => `${actor} (${time})`))}.` : '';
    return `${length} in ${chapters} chapter${chapters === 1 ? '' : 's'}.${seen}`;
  },
  nothingKnown: () => 'What it shows is not known: there are no captions and no transcript.',
  actor: (name) => name,
  action: (words) => words,
  headings: {
    storyline: 'Storyline',
    chapters: 'Chapters',
    cast: 'Who does what',
    actor: 'Actor',
    onScreen: 'On screen',
    actions: 'Actions',
  },
  join: (sentences) => sentences.join(' '),
};
