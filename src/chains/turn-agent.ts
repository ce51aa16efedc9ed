import type { BaseMessage } from '@langchain/core/messages';
import {
  createAgent,
  modelCallLimitMiddleware,
  modelFallbackMiddleware,
  summarizationMiddleware,
  toolCallLimitMiddleware,
} from 'langchain';
import type { VideoId } from '../domain/video.js';
import { createVideoTools } from '../tools/create-video-tools.js';
import type { CitationLedger } from './citation-ledger.js';
import type { VideoAgentEvent } from './contracts.js';
import type { VideoAgentOptions } from './video-agent-options.js';
import { guardModelCalls } from './guard-model-calls.js';
import { numberToolResults } from './number-tool-results.js';
import { systemPromptFor } from './system-prompt.js';

interface TurnAgentParts {
  readonly ledger: CitationLedger;
  readonly turn: AbortController;
  readonly report: (event: VideoAgentEvent) => void;
  readonly rounds: number;
  readonly videoIds: readonly VideoId[] | undefined;
}

/** The agent of one turn. */
export interface TurnAgent {
  /**
   * Lets the model look and answer; gives all messages with those that were added. `onMessage` is handed the model's
   * messages, in pieces where it streams.
   */
  respond(
    messages: readonly BaseMessage[],
    streamed: boolean,
    onMessage: (message: unknown) => void,
  ): Promise<BaseMessage[]>;
}

/** Latest messages that are kept as they are when a thread is summed up. */
const messagesKept = 12;

/** LangChain's agent with the video tools, its limits, and what guards the model. */
export function createTurnAgent(
  options: VideoAgentOptions,
  { ledger, turn, report, rounds, videoIds }: TurnAgentParts,
): TurnAgent {
  const modelCalls = options.modelCallLimit ?? 12;
  const { model, fallbackModels = [], summarizeFromTokens } = options;
  const agent = createAgent({
    model,
    tools: [...createVideoTools(options.context, { ...(videoIds && { videoIds }) }), ...(options.tools ?? [])],
    systemPrompt: systemPromptFor(rounds),
    middleware: [
      modelCallLimitMiddleware({ runLimit: modelCalls, exitBehavior: 'error' }),
      toolCallLimitMiddleware({ runLimit: options.toolCallLimit ?? 40, exitBehavior: 'continue' }),
      ...(summarizeFromTokens === undefined
        ? []
        : [
            summarizationMiddleware({
              model,
              trigger: { tokens: summarizeFromTokens },
              keep: { messages: messagesKept },
            }),
          ]),
      ...(fallbackModels.length > 0 ? [modelFallbackMiddleware(...fallbackModels)] : []),
      guardModelCalls({
        timeoutMs: options.modelTimeoutMs ?? 120_000,
        retryDelaysMs: options.retryDelaysMs ?? [500, 2000],
        turn,
        hasFallback: fallbackModels.length > 0,
      }),
      numberToolResults(ledger, report),
    ],
  });
  return {
    respond: async (messages, streamed, onMessage) => {
      let all: BaseMessage[] = [];
      const stream = await agent.stream(
        { messages: [...messages] },
        // Every step of the graph counts against this limit: the model-call limit above must be the one that bites.
        {
          streamMode: streamed ? ['values', 'messages'] : ['values'],
          signal: turn.signal,
          recursionLimit: modelCalls * 8 + 20,
        },
      );
      for await (const [mode, value] of stream as AsyncIterable<[string, unknown]>) {
        if (mode === 'values') all = (value as { messages: BaseMessage[] }).messages;
        else onMessage((value as [unknown])[0]);
      }
      return all;
    },
  };
}
