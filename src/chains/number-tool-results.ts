import { ToolMessage } from '@langchain/core/messages';
import { createMiddleware } from 'langchain';
import { renumberEvidenceLines } from '../tools/evidence-line.js';
import { isToolEvidence, type CitationLedger } from './citation-ledger.js';
import type { VideoAgentEvent } from './contracts.js';

/**
 * Middleware that gives the lines of each tool result the numbers of the conversation's ledger (in the words that the
 * model reads and in the artifact alike) and reports each call as `tool-started` and `tool-finished`.
 */
export function numberToolResults(ledger: CitationLedger, report: (event: VideoAgentEvent) => void) {
  return createMiddleware({
    name: 'NumberToolResults',
    wrapToolCall: async (request, handler) => {
      const { name: tool, args: input, id: callId = '' } = request.toolCall;
      report({ type: 'tool-started', tool, callId, input });
      const result = await handler(request);
      if (!ToolMessage.isInstance(result) || !isToolEvidence(result.artifact) || typeof result.content !== 'string') {
        report({ type: 'tool-finished', tool, callId, spanCount: 0 });
        return result;
      }
      const evidence = ledger.enter(result.artifact);
      report({ type: 'tool-finished', tool, callId, spanCount: evidence.spans.length });
      return new ToolMessage({
        content: renumberEvidenceLines(result.content, (number) => evidence.numbers[number - 1] ?? number),
        artifact: evidence,
        tool_call_id: result.tool_call_id,
        name: tool,
        ...(result.status && { status: result.status }),
      });
    },
  });
}
