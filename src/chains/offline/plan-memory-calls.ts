import type { PlannedCall } from './planned-call.js';
import type { Clause, QuestionReading } from './question-reading.js';

/** The tool that counts and orders. */
export const memoryTool = 'query_events';

/** How often the two videos of a comparison show something. */
export function planMoreCalls({ clause, videos = [] }: QuestionReading): PlannedCall[] {
  const args = { measure: 'count', about: clause.description };
  const where = videos.length > 0 ? videos.map((video) => ({ video })) : [{}];
  return describes(clause) ? where.map((video) => ({ name: memoryTool, args: { ...args, ...video } })) : [];
}

/** Which videos show something, the first moment of each, and the moments themselves. */
export function planWhichVideosCalls({ clause, anchor, pick }: QuestionReading): PlannedCall[] {
  if (anchor || pick || !describes(clause)) return [];
  return ['list', 'first'].map((measure) => ({ name: memoryTool, args: { measure, about: clause.description } }));
}

/** What to ask the memory of events; nothing where the question is none of number or order, or leans on the one before. */
export function planMemoryCalls(reading: QuestionReading): PlannedCall[] {
  const { intent, clause, anchor, pick, alternatives = [], span } = reading;
  if (reading.changes || reading.focus) return [];
  const where = {
    ...(reading.video !== undefined && { video: reading.video }),
    ...(span && { from: span.startSeconds, to: Math.max(span.endSeconds, span.startSeconds) }),
  };
  const ask = (measure: string, args: Record<string, unknown>): PlannedCall => ({
    name: memoryTool,
    args: { measure, ...args, ...where },
  });
  const about = describes(clause) ? { about: clause.description } : {};
  if (anchor)
    return anchor.clause && describes(anchor.clause)
      ? [ask(anchor.relation, { ...about, anchor: anchor.clause.description })]
      : [];
  if (intent === 'which-first') return alternatives.map((one) => ask(pick ?? 'first', { about: one.description }));
  if (intent === 'what-happens' && pick && !describes(clause)) return [ask(pick, {})];
  if (!describes(clause)) return [];
  if (intent === 'count-times') return [ask('count', about)];
  if (intent === 'duration') return [ask('duration', about)];
  return [];
}

function describes(clause: Clause): boolean {
  return clause.units.length + clause.beside.length > 0;
}
