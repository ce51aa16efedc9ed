import { seededRandom } from './seeded-random.js';

/** A reply that a model might write when it means to call a tool, and does it badly. */
export interface MalformedReply {
  readonly kind: string;
  readonly text: string;
}

const names = [
  'search_moments',
  'caption_moment',
  'ask_moment',
  'list_videos',
  'Search-Moments',
  'serch_moments',
  'fly',
];
const descriptions = [
  'a red dog jumps',
  '红色的狗在雪地里跳',
  'the dog\'s "ball"',
  'x'.repeat(300),
  '',
  'a\nb',
  '<|user|>',
];

const forms: readonly ((name: string, args: string) => string)[] = [
  (name, args) => `<tool_call>{"name": "${name}", "arguments": ${args}}</tool_call>`,
  (name, args) => `${name}\n${args}`,
  (name, args) => `{"name": "${name}", "parameters": ${args}}`,
  (name, args) => `<function=${name}>${args}</function>`,
  (name, args) => `\`\`\`json\n{"tool": "${name}", "args": ${args}}\n\`\`\``,
  (name, args) => `[{"type": "function", "function": {"name": "${name}", "arguments": ${JSON.stringify(args)}}}]`,
  (name, args) => `${name}(${args.slice(1, -1).replace(/"(\w+)":/g, '$1=')})`,
  (name) => `<tool_call>${name}\n<arg_key>description</arg_key>\n<arg_value>a red dog</arg_value>\n</tool_call>`,
];

const damages: Readonly<Record<string, (text: string, random: () => number) => string>> = {
  whole: (text) => text,
  'cut off': (text, random) => text.slice(0, Math.floor(random() * text.length)),
  'single quotes': (text) => text.replaceAll('"', "'"),
  'full-width punctuation': (text) => text.replaceAll(':', '：').replaceAll(',', '，').replaceAll('"', '”'),
  'quotes of another kind': (text) => text.replaceAll(/"([^"]*)"/g, '「$1」'),
  'no quotes': (text) => text.replaceAll('"', ''),
  'prose around': (text) => `Sure! I will look for it.\n\n${text}\n\nI hope that helps.`,
  'trailing commas': (text) => text.replaceAll('}', ',}'),
  'missing braces': (text) => text.replaceAll('}', ''),
  'letters lost': (text, random) => [...text].filter(() => random() > 0.04).join(''),
  'letters swapped': (text, random) =>
    [...text]
      .map((letter) => (random() < 0.05 ? ('{"}[<\\:,\0\uFFFD'[Math.floor(random() * 10)] ?? '') : letter))
      .join(''),
  nested: (text) => `{"tool_calls": [[${text}]], "thought": {"a": {"b": {"c": ${text}}}}}`,
  repeated: (text) => text.repeat(30),
  'a thought before': (text) => `<think>I should call a tool {"name": "fly"}</think>${text}`,
  'a thought without end': (text) => `<think>${text}`,
  'wrong types': (text) => text.replace(/"limit": \d/, '"limit": {"a": [true]}'),
};

const lone: readonly string[] = [
  '',
  ' \n\t ',
  '{',
  '[[[[[['.repeat(500),
  '{"a":'.repeat(2000),
  '<tool_call>',
  '</tool_call>'.repeat(50),
  '<tool_call></tool_call>',
  '```json\n```',
  '\0\0\0\uFFFD\uFFFD',
  'the the the '.repeat(200),
  '"'.repeat(5000),
  'search_moments('.repeat(400),
  '调用工具：search_moments，参数：{描述：“红色的狗”}',
  'Ich rufe jetzt das Werkzeug auf: suche_momente({"beschreibung": "ein Hund"})',
  '{"name": null, "arguments": null}',
  '{"name": "search_moments", "arguments": "{\\"description\\": \\"a dog"}',
  '<|assistant|>search_moments<|user|>',
  '[]',
  'null',
];

/** So many malformed replies, the same for the same seed. */
export function malformedReplies(count: number, seed: number): MalformedReply[] {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const kinds = Object.entries(damages);
  return Array.from({ length: count }, (_, index): MalformedReply => {
    const alone = lone[index];
    if (alone !== undefined) return { kind: 'alone', text: alone };
    const args = JSON.stringify({
      description: pick(descriptions),
      limit: Math.floor(random() * 30),
      question: 'Is it red?',
      from: 1,
      to: '3',
    });
    const [kind, damage] = kinds[index % kinds.length] ?? ['whole', (text: string) => text];
    const text = damage(pick(forms)(pick(names), args), random);
    return { kind, text: random() < 0.2 ? (damages['cut off']?.(text, random) ?? text) : text };
  });
}
