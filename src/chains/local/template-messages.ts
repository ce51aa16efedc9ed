import { AIMessage, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import type { TemplateMessage } from '../../encoders/text-generator.js';

/** LangChain's messages as chat templates know them. A tool's result carries the name of the call that it answers. */
export function templateMessages(messages: readonly BaseMessage[]): TemplateMessage[] {
  const names = new Map<string, string>();
  return messages.flatMap((message): TemplateMessage[] => {
    const content = message.text;
    if (SystemMessage.isInstance(message)) return [{ role: 'system', content }];
    if (HumanMessage.isInstance(message)) return [{ role: 'user', content }];
    if (ToolMessage.isInstance(message)) {
      const name = message.name ?? names.get(message.tool_call_id);
      return [{ role: 'tool', content, ...(name !== undefined && { name }) }];
    }
    if (!AIMessage.isInstance(message)) return [{ role: 'user', content }];
    const calls = message.tool_calls ?? [];
    for (const { id, name } of calls) if (id !== undefined) names.set(id, name);
    if (calls.length === 0) return content.trim() === '' ? [] : [{ role: 'assistant', content }];
    const tool_calls = calls.map(({ name, args }) => ({
      type: 'function' as const,
      function: { name, arguments: args },
    }));
    return [{ role: 'assistant', content, tool_calls }];
  });
}
