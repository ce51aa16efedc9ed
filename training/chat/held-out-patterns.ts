import { createRandom } from '../playhouse/random.js';
import { expectedCall, type ToolCall } from './expected-call.js';
import { drawQuestion } from './question.js';

/** A question in a wording that was never trained on, and the call that it needs (`null` for none). */
export interface HeldOutPattern {
  readonly question: string;
  readonly pattern: string;
  readonly call: ToolCall | null;
}

/** `count` different held-out patterns; the same for the same seed. */
export function drawHeldOutPatterns(seed: number, count: number): HeldOutPattern[] {
  const random = createRandom(seed);
  const drawn = new Map<string, HeldOutPattern>();
  while (drawn.size < count) {
    const question = drawQuestion(random, true);
    if (drawn.has(question.pattern)) continue;
    drawn.set(question.pattern, {
      question: question.text,
      pattern: question.pattern,
      call: expectedCall(question) ?? null,
    });
  }
  return [...drawn.values()];
}
