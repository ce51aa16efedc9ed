/** English verb forms of the action phrases, whose first word is a verb in the third person (`moves left`). */

const infinitives: Readonly<Record<string, string>> = {
  flies: 'fly',
  goes: 'go',
  does: 'do',
  vanishes: 'vanish',
  approaches: 'approach',
  crouches: 'crouch',
};
const doubled = new Set(['sit', 'put', 'get', 'drop', 'hop', 'set', 'tip', 'shut']);

/** `moves left` → `move left`. */
export function toInfinitive(phrase: string): string {
  return withVerb(phrase, infinitiveOf);
}

/** `moves left` → `moving left`. */
export function toGerund(phrase: string): string {
  return withVerb(phrase, (verb) => {
    const base = infinitiveOf(verb);
    if (doubled.has(base)) return `${base}${base.at(-1) ?? ''}ing`;
    if (base.endsWith('e') && !base.endsWith('ee')) return `${base.slice(0, -1)}ing`;
    return `${base}ing`;
  });
}

function infinitiveOf(verb: string): string {
  return infinitives[verb] ?? (verb.endsWith('s') ? verb.slice(0, -1) : verb);
}

function withVerb(phrase: string, change: (verb: string) => string): string {
  const [verb = '', ...rest] = phrase.split(' ');
  return [change(verb), ...rest].join(' ');
}
