import { dispatchCustomEvent } from '@langchain/core/callbacks/dispatch';
import type { RunnableConfig } from '@langchain/core/runnables';
import { tool, type DynamicStructuredTool } from '@langchain/core/tools';
import type { z } from 'zod';
import { AskreelError, throwIfAborted } from '../domain/coded-error.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { Video } from '../domain/video.js';
import type { CitableSpan, ToolEvidence } from './contracts.js';
import { formatEvidenceLine, type EvidenceField } from './evidence-line.js';
import { dataText, quotedTextNotice } from './quote-data.js';
import { ToolRefusal } from './tool-refusal.js';

/** A span that a tool found, before it has a number. */
export interface Finding {
  readonly video: Pick<Video, 'id' | 'title' | 'path'>;
  readonly span: TimeSpan;
  readonly fields: readonly EvidenceField[];
  readonly match?: number;
  /** How sure the tool is of the span, 0 to 1, where its fields do not say it all. */
  readonly confidence?: number;
}

/** What one call of a tool comes to: a sentence or two, and the spans they speak of. */
export interface ToolReport {
  readonly summary: string;
  readonly findings: readonly Finding[];
  /** What the caller may do next. */
  readonly advice?: string;
}

interface VideoToolDefinition<Schema extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly schema: Schema;
  readonly run: (
    input: z.infer<Schema>,
    signal: AbortSignal | undefined,
    /** Tells whoever listens what is done next, in a few words; for work that takes long. */
    tell: (step: string) => Promise<void>,
  ) => Promise<ToolReport> | ToolReport;
}

/** Name of the LangChain custom event (`handleCustomEvent`) that says what a tool is doing now, in words. */
export const toolStepEvent = 'askreel-tool-step';

/** Failures that whoever called the tool can mend. */
const recoverableCodes = new Set(['BAD_ARGUMENT', 'VIDEO_UNKNOWN']);

/**
 * Makes a LangChain tool (`content_and_artifact`): numbered {@link formatEvidenceLine} lines for the model and
 * {@link ToolEvidence} as the artifact. A {@link ToolRefusal} becomes words for the model; other errors are thrown.
 */
export function createVideoTool<Schema extends z.ZodObject>(
  definition: VideoToolDefinition<Schema>,
): DynamicStructuredTool {
  const { name, description, schema, run } = definition;
  const call = async (input: unknown, config: RunnableConfig): Promise<[string, ToolEvidence]> => {
    throwIfAborted(config.signal);
    const tell = async (step: string): Promise<void> => {
      // Without a listener there is nobody to tell, and LangChain throws: no reason for the work to fail.
      if (config.callbacks) await dispatchCustomEvent(toolStepEvent, step, config).catch(() => undefined);
    };
    try {
      const report = await run(input as z.infer<Schema>, config.signal, tell);
      return [wordReport(report), { tool: name, spans: report.findings.map(toCitableSpan) }];
    } catch (error) {
      const words = wordRecoverable(error);
      if (words === undefined) throw error;
      return [words, { tool: name, spans: [], refused: true }];
    }
  };
  return tool(call, {
    name,
    description,
    schema,
    responseFormat: 'content_and_artifact',
  });
}

function wordReport({ summary, findings, advice }: ToolReport): string {
  const lines = findings.map(({ video, span, fields, match }, index) =>
    formatEvidenceLine({
      number: index + 1,
      videoTitle: video.title,
      videoIdPrefix: video.id.slice(0, 8),
      span,
      fields,
      ...(match !== undefined && { match }),
    }),
  );
  return [summary, ...(lines.length > 0 ? [quotedTextNotice] : []), ...lines, ...(advice ? [advice] : [])].join('\n');
}

function wordRecoverable(error: unknown): string | undefined {
  if (error instanceof ToolRefusal) return error.message;
  if (AskreelError.isInstance(error) && recoverableCodes.has(error.code))
    return [error.message, error.hint ?? ''].join(' ').trim();
  return undefined;
}

function toCitableSpan({ video, span, fields, confidence }: Finding): CitableSpan {
  const note = fields.map((field) => dataText(field.text)).join('; ');
  const sure = [confidence, ...fields.map(({ score }) => score)].filter((score) => score !== undefined);
  return {
    videoId: video.id,
    videoTitle: video.title,
    videoPath: video.path,
    span,
    note,
    ...(sure.length > 0 && { confidence: Math.min(...sure) }),
  };
}
