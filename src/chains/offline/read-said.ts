import { emptyClause, readClause } from './read-clause.js';
import type { Clause, Intent } from './question-reading.js';

const speech =
  /\b(?:mention|mentions|mentioned|mentioning|say|says|said|saying|talks?(?: about)?|talked about|talking about|speaks?(?: of| about)?|spoke(?: of| about)?|spoken(?: of| about)?|tells?(?: us)?(?: about| of)?|told(?: about)?|narrat\w*|subtitles?|transcript|voice|hear|heard|discuss\w*|refers? to|referred to|brings? up|brought up)\b/;
const frame =
  /\b(?:the |a |any )?(?:narrator|narration|narrates?|speaker|voice(?:over)?|subtitles?|transcript|words?|lines?|text|anyone|anybody|they|he|she|we|you|it|people|someone|somebody)\b|\b(?:talk|talks|talked|talking|speaks?|spoke|spoken|tells?|told|narrated|refers?|referred|brings?|brought|say|says|said|saying|mention|mentions|mentioned|mentioning|hear|heard|discuss|discusses|discussed|up|about|first|last)\b/g;

/** A question about what is said rather than seen; `undefined` for other questions. */
export function readSaid(text: string): { readonly intent: Intent; readonly clause: Clause } | undefined {
  if (!speech.test(text) || /^(?:tell me|say hello)/.test(text)) return undefined;
  const topic = text
    .replace(
      /^(?:when|where in the video|at what time|what time|how often|how many times|what|who|does|do|did|is|are|was|were|where)\b(?: (?:is|are|was|were|does|do|did))?/,
      ' ',
    )
    .replace(frame, ' ');
  const clause = topic.trim() === '' ? emptyClause : readClause(topic);
  if (/^how (?:often|many)/.test(text)) return { intent: 'said-count', clause };
  if (/^(?:when|where|at what|at which|what time)/.test(text)) return { intent: 'said-when', clause };
  if (/^(?:is|are|was|were|does|do|did|has|can)\b/.test(text)) return { intent: 'said-yes-no', clause };
  if (/^who\b/.test(text)) return { intent: 'said-when', clause };
  return { intent: 'said-what', clause };
}
