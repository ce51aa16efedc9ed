import { parseTimestamp } from '../../domain/timestamp.js';
import type { TimeSpan } from '../../domain/time-span.js';

const contractions: readonly (readonly [RegExp, string])[] = [
  [/[’‘]/g, "'"],
  [/[“”]/g, '"'],
  [/\b(what|who|where|when|how|that|there|it)'s\b/g, '$1 is'],
  [/\b(is|are|was|were|does|do|did|can|could)n't\b/g, '$1 not'],
  [/\bcolor/g, 'colour'],
  [/\b(?:who or what|what or who)\b/g, 'who'],
];

const politeness =
  /^(?:(?:please|hi|hello|hey|ok|okay|well|now|so)[, ]+|(?:can|could|would|will) you (?:please )?(?:tell|show|say|give|describe|find|list|summari[sz]e)(?: to)?(?: me)?[, ]+(?=\w)|(?:please )?tell me (?=(?:when|what|who|where|how|which|whether|if)\b)|(?:do|did) you know (?=(?:when|what|who|where|how|which|whether|if)\b)|(?:i want|i would like|i'd like) to know (?=\w))+/;

/** A question in lower case with its usual contractions and politeness taken away. */
export function normaliseQuestion(question: string): string {
  let text = question.trim().toLowerCase().replace(/\s+/g, ' ');
  for (const [pattern, replacement] of contractions) text = text.replace(pattern, replacement);
  const verb = /^(?:can|could|would|will) you (?:please )?(describe|list|summari[sz]e|find|show)\b/.exec(text)?.[1];
  text = text.replace(politeness, '');
  if (verb !== undefined) text = `${verb} ${text}`;
  return text
    .replace(
      /^((?:in )?(?:which|what|how many)) (?:ones? )?of (?:all )?(?:of )?(?:the|my|your|our|these|those) (videos|films|clips|movies|recordings|episodes)\b/,
      '$1 $2',
    )
    .replace(/^(?:whether|if) /, 'is it true that ')
    .replace(/^is it (?:true|correct|right) that /, 'does ')
    .replace(/[?!.\s]+$/, '')
    .trim();
}

/** A part of a question that was understood and taken out of it. */
export interface Taken<Value> {
  readonly value: Value | undefined;
  readonly rest: string;
}

const videoWord = '(?:the |this )?(?:video|episode|film|clip|movie|recording|file)';

/** Takes the video that a question names: in quotes, as a file or as a title with a digit, hyphen or underscore. */
export function takeVideo(text: string): Taken<string> {
  const patterns = [
    new RegExp(
      `(?:,? ?\\b(?:in|of|from|within|about|for|does|is) )?(?:${videoWord} )(?:called |named |titled )?"([^"]+)"`,
    ),
    /,? ?\b(?:in|of|from|within|describe|summari[sz]e) "([^"]+)"/,
    new RegExp(
      `(?:,? ?\\b(?:in|of|from|within|about|for) )?(?:${videoWord} )(?:called |named |titled )?((?=\\S*[-_\\d])[\\w.-]+\\w)`,
    ),
    /,? ?\b(?:in|of|from|within) ((?=[\w.-]*[-_])[a-z][\w.-]*\w|[\w-]+\.(?:mp4|mkv|mov|webm|avi|m4v))(?![\w:])/,
    /(?<=\bwhat is )"([^"]+)"(?= about$)/,
    /(?<=\bwhat is )((?=[\w.-]*[-_])[a-z][\w.-]*\w|[\w-]+\.(?:mp4|mkv|mov|webm|avi|m4v))(?= about$)/,
    /(?<=\bchapters (?:of|for|in) )"([^"]+)"/,
    /(?<=\b(?:describe|summari[sz]e|about) )((?=[\w.-]*[-_])[a-z][\w.-]*\w|[\w-]+\.(?:mp4|mkv|mov|webm|avi|m4v))(?![\w:])/,
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (!match?.[1]) continue;
    const keep = /^,? ?(describe|summari[sz]e)/.exec(match[0])?.[1] ?? '';
    const rest = `${text.slice(0, match.index)} ${keep} ${text.slice(match.index + match[0].length)}`.replace(
      /\s+/g,
      ' ',
    );
    return { value: match[1], rest: rest.replace(/^[\s,]+|[\s,]+$/g, '') };
  }
  return { value: undefined, rest: text };
}

const time = String.raw`(?:second )?(\d+:\d{2}(?::\d{2})?(?:\.\d+)?|\d+(?:\.\d+)?(?= ?(?:s|sec|secs|seconds?)\b)|(?<=second )\d+(?:\.\d+)?)(?: ?(?:s|sec|secs|seconds?)\b)?`;

/** Takes a time (`at 0:12`, `12 seconds in`) or a range (`between 0:10 and 0:20`) out of a question. */
export function takeTime(text: string): Taken<TimeSpan> {
  const range = new RegExp(String.raw`,? ?\b(?:between|from|during) ${time} ?(?:and|to|until|-|–) ?${time}`).exec(text);
  const point = new RegExp(
    String.raw`,? ?\b(?:at|around|about|near) (?:the )?(?:time )?${time}(?: in(?:to)?(?: the)?)?(?: mark)?|,? ?${time} (?:in|into(?: the)?)\b`,
  ).exec(text);
  const match = range ?? point;
  if (!match) return { value: undefined, rest: text };
  const start = parseTimestamp(match[1] ?? match[2] ?? '');
  const end = range ? parseTimestamp(match[2] ?? '') : start;
  if (start === undefined || end === undefined) return { value: undefined, rest: text };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
  return { value: { startSeconds: Math.min(start, end), endSeconds: Math.max(start, end) }, rest };
}
