import { emptyClause, readClause } from './read-clause.js';
import type { QuestionReading } from './question-reading.js';

const order =
  /^(?:which|what|who)(?: (?:one|event|action|of these))? (?:happens|comes|occurs|is|was|happened|came|acts?|does) (first|last|earlier|later)[,:]? (.+?),? or (.+)$/;
const either = /^(?:is|are|was|were|does|do|did) (.+?),? or (.+)$/;

/** A question that names what to choose from: "Which comes first, A or B?", "Is the dog red or blue?" */
export function readAlternatives(text: string): QuestionReading | undefined {
  const [, when, first = '', second = ''] = order.exec(text) ?? [];
  if (when !== undefined) {
    const pick = when === 'last' || when === 'later' ? 'last' : 'first';
    return { intent: 'which-first', clause: emptyClause, pick, alternatives: [readClause(first), readClause(second)] };
  }
  const [, left = '', right = ''] = either.exec(text) ?? [];
  if (left === '') return undefined;
  const own = /^(?:(?:is|are|does|do|did|was|were) )?(?:the|an?) \S+ \S+/.test(right);
  const kept = left.split(' ').slice(0, own ? 0 : -right.split(' ').length);
  return {
    intent: 'which-of',
    clause: emptyClause,
    alternatives: [readClause(left), readClause([...kept, right].join(' '))],
  };
}
