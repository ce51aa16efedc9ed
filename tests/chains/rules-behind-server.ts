import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import type { ChatRequest, ScriptedReply } from './fake-openai-server.js';

interface WireMessage {
  readonly role: string;
  readonly content: unknown;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

/**
 * A script for the fake server that answers as the offline rules would: all that it knows came over the wire, but for what
 * the rules remember of their own answers, which a server keeps as well.
 */
export function rulesBehindServer(): (request: ChatRequest) => Promise<ScriptedReply> {
  const remembered = new Map<string, AIMessage['additional_kwargs']>();
  return async ({ messages, tools }) => {
    const model = new OfflineChatModel({ toolNames: tools });
    const reply = await model.invoke(
      (messages as readonly WireMessage[]).map((message) => fromWire(message, remembered)),
    );
    const [call] = reply.tool_calls ?? [];
    if (call) return { tool: call.name, args: JSON.stringify(call.args) };
    remembered.set(reply.text, reply.additional_kwargs);
    return { text: reply.text };
  };
}

function fromWire(message: WireMessage, remembered: ReadonlyMap<string, AIMessage['additional_kwargs']>): BaseMessage {
  const content = typeof message.content === 'string' ? message.content : '';
  if (message.role === 'system') return new SystemMessage(content);
  if (message.role === 'tool') return new ToolMessage({ content, tool_call_id: message.tool_call_id ?? '' });
  if (message.role !== 'assistant') return new HumanMessage(content);
  const tool_calls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => ({
    id,
    name,
    args: JSON.parse(args) as Record<string, unknown>,
    type: 'tool_call' as const,
  }));
  return new AIMessage({ content, tool_calls, additional_kwargs: remembered.get(content) ?? {} });
}
