import type { BaseMessage } from '@langchain/core/messages';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { TemplateMessage, TextGenerator, ToolDescription } from '../../encoders/text-generator.js';
import { fitContext } from './fit-context.js';
import { groundCall } from './ground-call.js';
import { hideQuotations } from './hide-quotations.js';
import { HeldWords } from './held-words.js';
import { readReply, type ReadCall, type ReadReply } from './read-reply.js';
import { isRepeated } from './repeated-call.js';
import { templateMessages } from './template-messages.js';

/** Words that may be shown while the rest is being written. */
export interface ConverseEvent {
  readonly text: string;
}

/** How one reply is made. */
export interface ConverseOptions {
  readonly signal?: AbortSignal;
  readonly stop?: readonly string[];
  readonly report?: (event: ConverseEvent) => void;
}

/** The assistant's next message: words, or calls, or both. The words that were reported are its words. */
export interface Reply {
  readonly words: string;
  readonly calls: readonly ReadCall[];
}

const hint = 'Ask again in other words, or choose a more capable chat model; offline needs none.';
const madeAlready = 'You have made this call already: its result stands above. Answer the question from it.';
/** How much of a wrong reply the model is shown again, in characters. */
const longestReminder = 600;

/**
 * Has the model write its next message and reads it; a wrong call gets one corrective turn. Throws `CHAT_MODEL_FAILED`
 * when there is neither a call that can be made nor words, `ABORTED`, and what the generator throws.
 */
export async function converse(
  messages: readonly BaseMessage[],
  tools: readonly ToolDescription[],
  generator: TextGenerator,
  options: ConverseOptions = {},
): Promise<Reply> {
  const conversation = templateMessages(messages);
  const shown = new ShownWords(tools, options.report);
  const first = await writeReply(conversation, [], tools, generator, options, shown);
  if (isUsable(first)) return shown.complete(first);
  const problems = first.problems.length > 0 ? first.problems : ['Your reply was empty.'];
  const extra = correction(first.reply, problems);
  const second = await writeReply(conversation, extra, tools, generator, options, shown);
  if (isUsable(second)) return shown.complete(second);
  const words = second.words || first.words;
  if (words !== '') return shown.complete({ words, calls: [] });
  const [problem = 'It said nothing.'] = second.problems.length > 0 ? second.problems : first.problems;
  throw new AskreelError('CHAT_MODEL_FAILED', `The chat model does not call its tools rightly: ${oneLine(problem)}`, {
    hint,
  });
}

async function writeReply(
  conversation: readonly TemplateMessage[],
  extra: readonly TemplateMessage[],
  tools: readonly ToolDescription[],
  generator: TextGenerator,
  { signal, stop }: ConverseOptions,
  shown: ShownWords,
): Promise<ReadReply & { readonly reply: string }> {
  throwIfAborted(signal);
  const { prompt, maxNewTokens } = await fitContext({ conversation, extra, tools }, generator);
  shown.begin();
  const reply = await generator.generate(prompt, {
    maxNewTokens,
    onText: (piece) => shown.push(piece),
    ...(signal && { signal }),
    ...(stop && { stop }),
  });
  throwIfAborted(signal);
  const hidden = hideQuotations(reply, conversation);
  const read = readReply(hidden.reply, tools);
  const calls = read.calls.map((call) => groundCall(call, conversation));
  const fresh = calls.filter((call) => !isRepeated(call, conversation));
  const problems = fresh.length < calls.length ? [...read.problems, madeAlready] : read.problems;
  return { words: hidden.restore(read.words), calls: fresh, problems, reply };
}

/** Words alone will do, and so will one call among several that are wrong. */
function isUsable({ words, calls, problems }: ReadReply): boolean {
  return calls.length > 0 || (problems.length === 0 && words !== '');
}

function correction(reply: string, problems: readonly string[]): TemplateMessage[] {
  const content = [
    ...problems,
    'Write the tool call again, with a tool of the list and valid JSON arguments, or answer the question in words.',
  ].join('\n');
  const reminder = reply.trim().slice(0, longestReminder);
  return [...(reminder === '' ? [] : [{ role: 'assistant' as const, content: reminder }]), { role: 'user', content }];
}

/** Keeps what the user was shown and what the message says the same, over both attempts. */
class ShownWords {
  readonly #names: readonly string[];
  readonly #report: ((event: ConverseEvent) => void) | undefined;
  #held: HeldWords;
  /** What earlier attempts showed. */
  #earlier = '';

  constructor(tools: readonly ToolDescription[], report: ((event: ConverseEvent) => void) | undefined) {
    this.#names = tools.map((tool) => tool.function.name);
    this.#report = report;
    this.#held = new HeldWords(this.#names);
  }

  /** A new attempt; what the last one showed cannot be taken back. */
  begin(): void {
    this.#earlier += this.#held.shown;
    this.#held = new HeldWords(this.#names);
  }

  push(piece: string): void {
    if (!this.#report) return;
    const separator = this.#earlier !== '' && this.#held.shown === '' ? '\n' : '';
    const text = this.#held.push(piece);
    if (text === '') return;
    if (separator !== '') this.#earlier += separator;
    this.#report({ text: separator + text });
  }

  /** Shows the rest of the reply's words; gives the message as it was shown. */
  complete({ words, calls }: Reply): Reply {
    if (!this.#report) return { words, calls };
    const before = this.#earlier + this.#held.shown;
    const said = words.startsWith(this.#held.shown) ? this.#held.shown : undefined;
    const known = said ?? (before.includes(words) ? words : '');
    const rest = words.slice(known.length);
    const text = rest !== '' && before !== '' && known === '' ? `\n${rest}` : rest;
    if (text !== '') this.#report({ text });
    return { words: before + text, calls };
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
