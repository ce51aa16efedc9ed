/** A message as servers and chat templates know it. */
export interface MindMessage {
  readonly role: string;
  readonly content: unknown;
}

/** What the mind does next. */
export type MindStep =
  { readonly say: string } | { readonly call: string; readonly args: Readonly<Record<string, unknown>> };

const descriptions: readonly (readonly [about: RegExp, description: string])[] = [
  [/red car move left|红色的汽车/, 'a red car moves left at night'],
  [/pink car/, 'a pink car moves right'],
  [/pick up a box/, 'a pink ball picks up a box on the beach'],
];

/** A very small mind in place of a language model: it searches, mends a refused call, and cites the first line it gets. */
export function scriptedMind(messages: readonly MindMessage[]): MindStep {
  const texts = messages.map(({ role, content }) => ({ role, text: typeof content === 'string' ? content : '' }));
  const last = texts.at(-1);
  const question = texts.findLast(({ role, text }) => role === 'user' && !text.startsWith('Result of '))?.text ?? '';
  const description = descriptions.find(([about]) => about.test(question))?.[1] ?? question;
  const isResult = last?.role === 'tool' || last?.text.startsWith('Result of ') === true;
  if (last && isResult) {
    const line = /^\[(\d+)\] .*?\((\d+:\d\d)/m.exec(last.text);
    if (/nothing matches/.test(last.text)) return { say: 'I could not find that in your videos.' };
    if (!line) return { call: 'search_moments', args: { description } };
    const [, number = '', time = ''] = line;
    return {
      say: /\p{Script=Han}/u.test(question) ? `在 ${time} 处【${number}】。` : `It happens at ${time} [${number}].`,
    };
  }
  if (/after that/.test(question)) {
    const cited = /\[(\d+)\]/.exec(texts.findLast(({ role }) => role === 'assistant')?.text ?? '')?.[1] ?? '1';
    const line = new RegExp(String.raw`^\[${cited}\] ("[^"]*") #\w+ [\d.]+-([\d.]+)s`, 'm');
    const [, title = '""', end = '0'] = texts.map(({ text }) => line.exec(text)).find((match) => match !== null) ?? [];
    return {
      call: 'caption_moment',
      args: { video: JSON.parse(title) as string, from: Number(end) + 0.5, to: Number(end) + 4 },
    };
  }
  const video = /in the video (\S+?)\??$/.exec(question)?.[1];
  return { call: 'search_moments', args: { description, ...(video !== undefined && { video }) } };
}
