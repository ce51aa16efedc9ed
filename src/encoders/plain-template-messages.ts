import type { TemplateMessage, ToolDescription } from './text-generator.js';

/**
 * A conversation for a model whose template knows neither tools nor their results: the tools are described in the system
 * message, a call is written as `<tool_call>` with JSON, a result comes back as the user's message. Messages of one role
 * that follow one another become one, since many templates want roles to alternate.
 */
export function plainTemplateMessages(
  messages: readonly TemplateMessage[],
  tools: readonly ToolDescription[],
): TemplateMessage[] {
  const described = tools.length > 0 ? withToolDescriptions(messages, tools) : messages;
  const plain = described.map(({ role, content, name, tool_calls }): TemplateMessage => {
    if (role === 'tool') return { role: 'user', content: `Result of ${name ?? 'the tool'}:\n${content}` };
    const calls = (tool_calls ?? []).map((call) => `<tool_call>${JSON.stringify(call.function)}</tool_call>`);
    return { role, content: [content, ...calls].filter((part) => part !== '').join('\n') };
  });
  const merged: TemplateMessage[] = [];
  for (const message of plain) {
    const last = merged.at(-1);
    if (last?.role === message.role)
      merged[merged.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` };
    else merged.push(message);
  }
  return merged;
}

/** The same for templates that know no system message: its words come before the first question. */
export function withoutSystemMessage(messages: readonly TemplateMessage[]): TemplateMessage[] {
  const system = messages.filter((message) => message.role === 'system').map((message) => message.content);
  const rest = messages.filter((message) => message.role !== 'system');
  const first = rest[0];
  if (system.length === 0) return rest;
  const words = system.join('\n\n');
  return first?.role === 'user'
    ? [{ ...first, content: `${words}\n\n${first.content}` }, ...rest.slice(1)]
    : [{ role: 'user', content: words }, ...rest];
}

function withToolDescriptions(
  messages: readonly TemplateMessage[],
  tools: readonly ToolDescription[],
): TemplateMessage[] {
  const words = describeTools(tools);
  const [first, ...rest] = messages;
  return first?.role === 'system'
    ? [{ ...first, content: `${first.content}\n\n${words}` }, ...rest]
    : [{ role: 'system', content: words }, ...messages];
}

/** What a model needs to know of its tools, in words. */
export function describeTools(tools: readonly ToolDescription[]): string {
  return [
    'You have these tools, one a line, with the JSON schema of their arguments:',
    ...tools.map((tool) => JSON.stringify(tool.function)),
    'To call a tool write only this, and wait for the result:',
    '<tool_call>{"name": "<tool>", "arguments": {<arguments>}}</tool_call>',
    'When you know the answer, write it in words, without a call.',
  ].join('\n');
}
