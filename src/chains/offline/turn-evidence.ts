import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { parseEvidenceLine, type EvidenceLine } from '../../tools/evidence-line.js';
import type { QuestionMemory } from './question-reading.js';

/** Key of the memory that an offline answer carries in `additional_kwargs`. */
export const memoryKey = 'offlineMemory';

/** A tool's answer, read from its words. */
export interface ToolWords {
  readonly tool: string;
  readonly callId: string;
  readonly words: string;
  readonly lines: readonly EvidenceLine[];
  /** The arguments it was called with. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** The present turn as the messages tell it. */
export interface TurnEvidence {
  readonly question: string;
  readonly previous: QuestionMemory | undefined;
  readonly results: readonly ToolWords[];
}

/** Reads a conversation: the last question, what is remembered of the one before, and the tools' answers since. */
export function readTurn(messages: readonly BaseMessage[]): TurnEvidence {
  const at = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const remembered = messages
    .slice(0, Math.max(0, at))
    .toReversed()
    .flatMap((message) =>
      AIMessage.isInstance(message) ? ((message.additional_kwargs[memoryKey] as QuestionMemory | undefined) ?? []) : [],
    );
  const turn = messages.slice(at + 1);
  const calls = new Map(
    turn
      .flatMap((message) => (AIMessage.isInstance(message) ? (message.tool_calls ?? []) : []))
      .map((call) => [call.id, call]),
  );
  const results = turn.flatMap((message): ToolWords[] => {
    if (!ToolMessage.isInstance(message)) return [];
    const words = message.text;
    const lines = words.split('\n').flatMap((line) => parseEvidenceLine(line) ?? []);
    const call = calls.get(message.tool_call_id);
    return [
      { tool: call?.name ?? message.name ?? '', callId: message.tool_call_id, words, lines, input: call?.args ?? {} },
    ];
  });
  return { question: messages[at]?.text ?? '', previous: remembered[0], results };
}

/** What a search said of itself. */
export interface SearchVerdict {
  readonly found: boolean;
  /** Calibrated, 0 to 1. */
  readonly confidence: number;
  readonly lines: readonly EvidenceLine[];
}

/** The verdict of the turn's search, if there was one. */
export function readSearchVerdict(results: readonly ToolWords[]): SearchVerdict | undefined {
  const result = results.find((item) => item.tool === 'search_moments' && item.words.startsWith('Verdict:'));
  if (!result) return undefined;
  const confidence = /, confidence ([01]\.\d+)/.exec(result.words)?.[1];
  return { found: result.words.startsWith('Verdict: found'), confidence: Number(confidence ?? 0), lines: result.lines };
}

/** How many pages a tool's answer has; 1 when it does not say. */
export function pagesOf(result: ToolWords): number {
  return Number(/\(page \d+ of (\d+)\)/.exec(ownSummary(result))?.[1] ?? 1);
}

/** The first line of a tool's answer without what it quotes, which may hold numbers and words of its own. */
export function ownSummary({ words }: ToolWords): string {
  return (words.split('\n', 1)[0] ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '""');
}
