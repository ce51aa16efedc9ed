import { ToolMessage, type BaseMessage } from '@langchain/core/messages';
import type { CitableSpan, ToolEvidence } from '../tools/contracts.js';

/** A tool's evidence with the number that each span has in its conversation. */
export interface NumberedEvidence extends ToolEvidence {
  /** `numbers[k]` belongs to `spans[k]`. */
  readonly numbers: readonly number[];
}

/** A span that a tool returned, and which tool. */
export interface LedgerEntry {
  readonly number: number;
  readonly tool: string;
  readonly span: CitableSpan;
}

/**
 * Gives every distinct span that tools return in a conversation one number, so that a marker means the same span in
 * all tool results and all turns. What is not in the ledger cannot be cited.
 */
export class CitationLedger {
  readonly #byPlace = new Map<string, LedgerEntry>();
  readonly #byNumber = new Map<number, LedgerEntry>();

  /** The ledger of a conversation so far. */
  static fromMessages(messages: readonly BaseMessage[]): CitationLedger {
    const ledger = new CitationLedger();
    for (const message of messages) {
      const evidence = evidenceOf(message);
      evidence?.numbers.forEach((number, index) => {
        const span = evidence.spans[index];
        if (span) ledger.#keep({ number, tool: evidence.tool, span });
      });
    }
    return ledger;
  }

  /** Numbers a tool's spans: known spans keep their number, new ones get the next. */
  enter(evidence: ToolEvidence): NumberedEvidence {
    const numbers = evidence.spans.map((span) => {
      const known = this.#byPlace.get(placeOf(span));
      if (known) return known.number;
      const number = Math.max(0, ...this.#byNumber.keys()) + 1;
      this.#keep({ number, tool: evidence.tool, span });
      return number;
    });
    return { ...evidence, numbers };
  }

  find(number: number): LedgerEntry | undefined {
    return this.#byNumber.get(number);
  }

  #keep(entry: LedgerEntry): void {
    this.#byNumber.set(entry.number, entry);
    if (!this.#byPlace.has(placeOf(entry.span))) this.#byPlace.set(placeOf(entry.span), entry);
  }
}

/** The numbered evidence beside a tool message; `undefined` for other messages and for tools of other makers. */
export function evidenceOf(message: BaseMessage): NumberedEvidence | undefined {
  if (!ToolMessage.isInstance(message)) return undefined;
  const artifact: unknown = message.artifact;
  return isToolEvidence(artifact) && 'numbers' in artifact && Array.isArray(artifact.numbers)
    ? (artifact as NumberedEvidence)
    : undefined;
}

/** Whether a tool's artifact is evidence of our kind. */
export function isToolEvidence(artifact: unknown): artifact is ToolEvidence {
  return (
    typeof artifact === 'object' &&
    artifact !== null &&
    'tool' in artifact &&
    'spans' in artifact &&
    Array.isArray(artifact.spans)
  );
}

function placeOf({ videoId, span }: CitableSpan): string {
  return `${videoId} ${span.startSeconds.toFixed(2)} ${span.endSeconds.toFixed(2)}`;
}
