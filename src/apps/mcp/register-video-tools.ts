import type { ToolMessage } from '@langchain/core/messages';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { AskreelError } from '../../domain/coded-error.js';
import { toolStepEvent } from '../../tools/create-video-tool.js';
import type { ToolEvidence } from '../../tools/contracts.js';
import { createVideoTools } from '../../tools/create-video-tools.js';
import { CallProgress, type RequestExtra } from './call-progress.js';
import type { McpParts } from './contracts.js';
import { evidenceContent, evidenceSchema } from './evidence-content.js';
import { failedCall, failureWords } from './mcp-failure.js';

/** Offers every tool of the toolkit, with its own schema and description. */
export function registerVideoTools(server: McpServer, { context, log }: Pick<McpParts, 'context' | 'log'>): void {
  for (const tool of createVideoTools(context)) {
    server.registerTool(
      tool.name,
      {
        title: toolTitle(tool.name),
        description: tool.description,
        inputSchema: tool.schema as z.ZodObject,
        outputSchema: evidenceSchema,
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      (args: Record<string, unknown>, extra: RequestExtra) => callTool(tool, args, extra, log),
    );
  }
}

async function callTool(
  tool: DynamicStructuredTool,
  args: Record<string, unknown>,
  extra: RequestExtra,
  log: McpParts['log'],
): Promise<CallToolResult> {
  using progress = new CallProgress(extra, tool.name.replaceAll('_', ' '));
  const handleCustomEvent = (event: string, step: unknown): void => {
    if (event === toolStepEvent) progress.step(String(step));
  };
  const callbacks = [{ awaitHandlers: true, handleCustomEvent }];
  try {
    const call = { type: 'tool_call' as const, id: String(extra.requestId), name: tool.name, args };
    const message = (await tool.invoke(call, { signal: extra.signal, callbacks })) as ToolMessage;
    const evidence = message.artifact as ToolEvidence;
    if (evidence.refused) return failedCall(message.text);
    return { content: [{ type: 'text', text: message.text }], structuredContent: evidenceContent(evidence.spans) };
  } catch (error) {
    if (!extra.signal.aborted && !AskreelError.isInstance(error)) log(`${tool.name}: ${failureWords(error)}`);
    return failedCall(failureWords(error));
  }
}

/** `find_highlights` → `Find highlights`. */
function toolTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
}
