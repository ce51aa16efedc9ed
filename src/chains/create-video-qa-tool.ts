import { dispatchCustomEvent } from '@langchain/core/callbacks/dispatch';
import type { RunnableConfig } from '@langchain/core/runnables';
import { tool, type DynamicStructuredTool } from '@langchain/core/tools';
import type { z } from 'zod';
import type { Answer } from '../domain/answer.js';
import { AskreelError } from '../domain/coded-error.js';
import { toolStepEvent } from '../tools/create-video-tool.js';
import type { VideoAgent } from './contracts.js';
import { videoQaTerms, wordStep } from './video-qa-terms.js';
import { wordAnswer } from './word-answer.js';

/** How the tool is called. */
export interface VideoQaToolOptions {
  /** Default `ask_videos`. */
  readonly name?: string;
  /** What the tool is good for, as the calling model reads it. */
  readonly description?: string;
}

/** Failures that whoever called the tool can mend. */
const recoverableCodes = new Set(['BAD_ARGUMENT', 'VIDEO_UNKNOWN']);

/**
 * The whole agent as one LangChain tool, for agents that would rather ask than look: a question in, an answer in words
 * with a line for each citation out, the {@link Answer} beside it as the artifact (none when the call was refused in
 * words). Each question stands alone. What the agent does meanwhile arrives as LangChain custom events; an aborted signal
 * stops it. Throws `CHAT_MODEL_FAILED` and `ABORTED`. Closing the agent stays with its owner.
 *
 * @example
 * const agent = await createVideoAgent(library, { model: 'openai:gpt-4.1-mini' });
 * const editor = createAgent({ model, tools: [createVideoQaTool(agent)] });
 */
export function createVideoQaTool(agent: VideoAgent, options: VideoQaToolOptions = {}): DynamicStructuredTool {
  const { name = videoQaTerms.name, description = videoQaTerms.description } = options;
  const call = async (input: unknown, config: RunnableConfig): Promise<[string, Answer | undefined]> => {
    const { question, videos } = input as z.infer<typeof videoQaTerms.schema>;
    const tell = async (step: string): Promise<void> => {
      if (config.callbacks) await dispatchCustomEvent(toolStepEvent, step, config).catch(() => undefined);
    };
    try {
      const ask = { ...(config.signal && { signal: config.signal }), ...(videos && { videoIds: videos }) };
      for await (const event of agent.stream(question, ask)) {
        if (event.type === 'answer') return [wordAnswer(event.answer), event.answer];
        if (event.type === 'tool-started') await tell(wordStep(event));
      }
    } catch (error) {
      if (!AskreelError.isInstance(error) || !recoverableCodes.has(error.code)) throw error;
      return [[error.message, error.hint ?? ''].join(' ').trim(), undefined];
    }
    throw new AskreelError('CHAT_MODEL_FAILED', 'The agent ended without an answer.', { hint: 'Ask again.' });
  };
  return tool(call, { name, description, schema: videoQaTerms.schema, responseFormat: 'content_and_artifact' });
}
