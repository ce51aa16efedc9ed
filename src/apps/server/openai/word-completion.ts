import type { Answer } from '../../../domain/answer.js';
import { plainLine } from '../../../domain/plain-line.js';
import { formatSpan } from '../../../domain/timestamp.js';
import { answerDetail } from '../describe-video.js';
import type { Completion } from '../schemas/completions.js';

/** The name of the one model. */
export const modelName = 'askreel';

/** An answer as text for any chat client: its words, then a line for each citation. */
export function wordCompletion({ text, citations }: Answer): string {
  if (citations.length === 0) return text;
  const lines = citations.map(
    ({ number, videoTitle, span }) => `[${number}] ${plainLine(videoTitle)} ${formatSpan(span, true)}`,
  );
  return `${text}\n\n${lines.join('\n')}`;
}

/** What all pieces of one completion begin with. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
}

/** A whole completion. */
export function completionOf(head: CompletionHead, prompt: string, answer: Answer): Completion {
  const content = wordCompletion(answer);
  const message = { role: 'assistant' as const, content, refusal: null, askreel: answerDetail(answer) };
  return {
    ...head,
    object: 'chat.completion',
    model: modelName,
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
    usage: usageOf(prompt, content),
  };
}

/** The pieces of a streamed completion once its answer is known, in order. */
export function chunksOf(head: CompletionHead, prompt: string, answer: Answer, withUsage: boolean): object[] {
  const content = wordCompletion(answer);
  const piece = (delta: object, end: object = { finish_reason: null }): object =>
    chunkOf(head, [{ index: 0, delta, logprobs: null, ...end }], withUsage && { usage: null });
  const words = (content.match(/\S+\s*|\s+/g) ?? []).map((word) => piece({ content: word }));
  const last = { ...piece({}, { finish_reason: 'stop' }), askreel: answerDetail(answer) };
  const usage = withUsage ? [chunkOf(head, [], { usage: usageOf(prompt, content) })] : [];
  return [...words, last, ...usage];
}

/** The first piece of a streamed completion: sent before the answer is known. */
export function firstChunk(head: CompletionHead, withUsage: boolean): object {
  const choice = { index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null };
  return chunkOf(head, [choice], withUsage && { usage: null });
}

function chunkOf(head: CompletionHead, choices: readonly object[], more: object | false): object {
  return { ...head, object: 'chat.completion.chunk', model: modelName, choices, ...more };
}

/** An estimate: the agent's own calls of its chat model are not counted. */
function usageOf(prompt: string, content: string): Completion['usage'] {
  const tokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));
  const [prompt_tokens, completion_tokens] = [tokens(prompt), tokens(content)];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
