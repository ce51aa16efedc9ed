import { AskreelError } from '../../domain/coded-error.js';
import type { TemplateMessage, TextGenerator, ToolDescription } from '../../encoders/text-generator.js';
import { shortenTools } from './shorten-tools.js';

/** A prompt that fits the model's window, and the tokens that are left for the answer. */
export interface FittedPrompt {
  readonly prompt: string;
  readonly maxNewTokens: number;
}

/** What a prompt is made of. */
export interface PromptParts {
  readonly conversation: readonly TemplateMessage[];
  /** Messages about the last reply, which stay as they are and belong to the last turn. */
  readonly extra: readonly TemplateMessage[];
  readonly tools: readonly ToolDescription[];
}

const leftOut = '(further lines were left out: the conversation is too long)';
/** The first line of a result says what came of the call. */
const fewestLines = 1;

/**
 * The prompt of a conversation, cut to the model's window: where the tools' descriptions would fill most of it, they lose
 * words ({@link shortenTools}); the oldest turns are left out first, then the long tool results of the last turn lose lines from their ends. The system message and the last question always stay.
 *
 * Throws `CHAT_MODEL_FAILED` when even that does not fit.
 */
export async function fitContext(
  { conversation, extra, tools }: PromptParts,
  generator: TextGenerator,
): Promise<FittedPrompt> {
  const answerTokens = Math.min(generator.maxNewTokens, Math.floor(generator.contextTokens / 2));
  const budget = generator.contextTokens - answerTokens;
  let kept = [...conversation];
  const told = await shortenTools(tools, conversation, budget, generator);
  for (;;) {
    const prompt = await generator.render([...kept, ...extra], told);
    const tokens = await generator.countTokens(prompt);
    if (tokens <= budget) {
      return { prompt, maxNewTokens: Math.min(generator.maxNewTokens, generator.contextTokens - tokens) };
    }
    const shorter = withoutOldestTurn(kept) ?? (await shortenResults(kept, tokens - budget, generator));
    if (!shorter) throw tooSmall(generator.contextTokens, tokens + answerTokens);
    kept = shorter;
  }
}

/** A turn begins with a question. `undefined` when only the last is left. */
function withoutOldestTurn(messages: readonly TemplateMessage[]): TemplateMessage[] | undefined {
  const questions = messages.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
  const [first, second] = questions;
  if (first === undefined || second === undefined) return undefined;
  return messages.filter((message, index) => message.role === 'system' || index >= second);
}

/** Takes lines off the ends of the longest results until about `excess` tokens are saved. */
async function shortenResults(
  messages: readonly TemplateMessage[],
  excess: number,
  generator: TextGenerator,
): Promise<TemplateMessage[] | undefined> {
  const results = messages.flatMap(({ role, content }, index) =>
    role === 'tool' ? [{ index, lines: content.split('\n').filter((line) => line !== leftOut), cut: false }] : [],
  );
  let saved = 0;
  while (saved <= excess) {
    const longest = results
      .filter(({ lines }) => lines.length > fewestLines)
      .sort((a, b) => b.lines.length - a.lines.length)[0];
    const line = longest?.lines.pop();
    if (longest === undefined || line === undefined) break;
    if (!longest.cut && !messages[longest.index]?.content.endsWith(leftOut))
      saved -= await generator.countTokens(leftOut);
    longest.cut = true;
    saved += Math.max(1, await generator.countTokens(line));
  }
  if (!results.some(({ cut }) => cut)) return undefined;
  return messages.map((message, index) => {
    const result = results.find((one) => one.index === index);
    return result?.cut === true ? { ...message, content: [...result.lines, leftOut].join('\n') } : message;
  });
}

function tooSmall(contextTokens: number, needed: number): AskreelError {
  return new AskreelError(
    'CHAT_MODEL_FAILED',
    `The question, the tools and their results need ${needed} tokens; the chat model reads at most ${contextTokens}.`,
    { hint: 'Ask a shorter question, name one video, or choose a chat model with a larger window.' },
  );
}
