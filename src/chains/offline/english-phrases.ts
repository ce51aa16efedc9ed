import { formatSpan } from '../../domain/timestamp.js';
import { bareName } from '../../domain/wording/caption-parts.js';
import type { PhraseBook } from './phrase-book.js';

const mostListed = 10;

const greeting =
  'Ask me about your videos: when something happens, who does it, where, how many times, what comes before or after, or what is said. Without a language model I understand plain questions in English and Chinese.';

/** Words of a video between quotes that they cannot close. */
const quote = (words: string): string => `"${words.replaceAll('"', "'")}"`;

function sentence(words: string): string {
  const text = words.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function list(items: readonly string[], most = mostListed): string {
  const shown = items.slice(0, most);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function often(count: number): string {
  return count === 1 ? 'once (1 time)' : count === 2 ? 'twice (2 times)' : `${count} times`;
}

const described: PhraseBook['described'] = (clause) => quote(clause.description || clause.words);
const place = (words: string): string => (words === '' ? '' : ` ${words}`);

/** Answers in English. */
export const englishPhrases: PhraseBook = {
  language: 'en',
  sentence,
  list,
  times: (whens, count = whens.length) =>
    count > whens.length ? `${whens.join(', ')} and ${count - whens.length} more` : list(whens, 40),
  when: (scene, several) =>
    `${formatSpan(scene.span)}${several ? ` in ${quote(scene.videoTitle)}` : ''} [${scene.number}]`,
  saidAt: (said, when) => `${said} at ${when}`,
  quote,
  title: quote,
  caption: (scene) => scene.caption,
  somebody: (name) => name,
  theOne: (name) => `the ${bareName(name) || 'one'}`,
  deed: (scene) => `${scene.action || scene.otherAction || 'can be seen'}${place(scene.place)}`,
  does: (name, deeds) => `${name} ${deeds}`,
  doer: (scene) => `${scene.subject} ${scene.action || scene.otherAction || 'can be seen'}${place(scene.place)}`,
  action: (action) => action,
  place: (words) => words,
  colour: (words) => words,
  described,
  often,
  seconds: (seconds) => `${seconds.toFixed(1)} seconds`,
  yes: (words) => `Yes, ${words}`,
  no: (words) => `No, ${words}`,

  countedTimes: (count, whens) => sentence(`${often(count)}: at ${whens}`),
  neverDoes: (subject, whens) => `0 times: ${subject} can be seen at ${whens}, but does not do that.`,
  countedShots: (count, whens) => `${count} shot${count === 1 ? '' : 's'}: ${whens}.`,
  countedNames: (count, names) => `${count}: ${names}.`,
  countedKinds: (count, kinds) => `${count}: ${kinds}.`,
  noneShows: (noun, clause) => `0${noun === '' ? '' : ` ${noun}`}: I found none that shows ${quote(clause.words)}.`,
  lasts: (seconds, told) => `${seconds.toFixed(1)} seconds: ${told}.`,
  perhapsMore: (count, whens) => ` Perhaps ${often(count)} more${whens === '' ? '' : `: at ${whens}`}.`,
  perhapsOnly: (count, told) => `0 times for certain, perhaps ${often(count)}: at ${told}.`,
  noTimesBeside: (side, caption, when) => `0 times ${side} ${caption} at ${when}.`,
  countedFrom: (caption, when) => `counted from ${caption} at ${when}`,

  inTurn: (winner, winnerWhen, other, otherWhen, pick) =>
    sentence(
      `${winner} at ${winnerWhen}; only ${pick === 'last' ? 'before' : 'after'} that, at ${otherWhen}, ${other}`,
    ),
  both: (one, other) => `${one}, and ${other}`,

  inVideos: (count, told) => {
    const more = count > told.length ? ` And ${count - told.length} more.` : '';
    return `${count} video${count === 1 ? '' : 's'}. ${sentence(told.join('; '))}${more}`;
  },
  inVideo: (title, told) => `in ${quote(title)}: ${told}`,
  noVideoShows: (clause) => `0 videos: I found none that shows ${described(clause)}.`,
  besides: (companion, marker) => `${companion} beside ${marker}`,
  standsBeside: (name, other) => `the ${bareName(name) || 'one'} stands beside ${other}`,
  alone: (name, whens) => `Nobody: the ${bareName(name)} is alone at ${whens}.`,
  bestMatch: (clause, when) => `The best match for ${quote(clause.description)} is at ${when}.`,
  story: (span, caption, marker) => sentence(`${span}: ${caption} ${marker}`),
  storyOf: (title, story) => `In ${quote(title)}: ${story}`,
  chapters: (count, length, told) => `${length} in ${count} chapter${count === 1 ? '' : 's'}. ${told}`,
  moreShots: (count) => `${count} more shots follow.`,

  compared: (kind, items, more, only) => {
    const heads =
      only === undefined
        ? { actors: 'Both show', actions: 'In both somebody', places: 'Both are set' }
        : {
            actors: `Only ${quote(only)} shows`,
            actions: `Only in ${quote(only)} somebody`,
            places: `Only ${quote(only)} is set`,
          };
    return `${heads[kind]} ${items.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
  },
  nothingShared: (titles) => `No actor, action or place is in both of ${list(titles.map(quote))}.`,
  nothingApart: (titles) => `No actor, action or place is in only one of ${list(titles.map(quote))}.`,
  timesIn: (title, count, whens) => `${often(count)} in ${quote(title)}${whens === '' ? '' : `: at ${whens}`}`,
  hasMore: (most, items) =>
    `${most === undefined ? 'Both have it equally often' : `${quote(most)} has more`}. ${sentence(items.join('; '))}`,
  whichTwo: (titles) =>
    `I could not find out which two videos to compare. Name two of them: ${list(titles.map(quote))}.`,

  mentioned: (words, whens, quotes) => sentence(`${words || 'this'} is mentioned at ${whens}: ${quotes}`),
  saidTimes: (count, whens) => sentence(`${count === 1 ? 'once (1 time)' : `${count} times`}: at ${whens}`),
  neverMentioned: (words) => `No, nothing that is said mentions ${quote(words)}.`,

  otherCaptionAt: (caption, when) =>
    ` This is less certain: the caption ${when === undefined ? 'there' : `at ${when}`} says ${quote(caption)}.`,
  whereCaptionSays: (caption) => `, where the caption says ${quote(caption)}`,
  fitsBest: (words, when, caption) =>
    ` This is less certain: ${quote(words)} fits best at ${when}, where the caption says ${quote(caption)}.`,
  foundBySearch: (title, marker) => `Yes, the search finds it in ${quote(title)} ${marker}.`,
  nothingShows: (clause) => `No, I found nothing that shows ${clause ? described(clause) : '"that"'}.`,

  notFound: (clause, inOneVideo) => {
    const wanted = clause.words === '' ? 'anything that answers this' : `anything that shows ${described(clause)}`;
    return `I could not find ${wanted} ${inOneVideo ? 'in this video' : 'in the videos'}.`;
  },
  notFoundAll: (clauses) => `I could not find ${list(clauses.map(described))} in the videos.`,
  noneOnSide: (side) => `I could not find anything ${side} that in the same video.`,
  noSpeech: () => 'I could not find anything that is said there.',
  noSpeechAbout: (words) => `I could not find anything said about ${quote(words)}.`,
  noVideo: (said) => `I could not find that video. ${said}`,
  noVideos: () => 'I could not find any videos in the library. Index some first.',
  heldBack: (said) => said,
  unclear: () => `I could not find out what you are asking for. ${greeting}`,

  countedVideos: (count, told) => `${count} video${count === 1 ? '' : 's'}: ${told}.`,
  video: (title, details, marker) => `${quote(title)} (${details}) ${marker}`,
  greeting: () => greeting,
};
