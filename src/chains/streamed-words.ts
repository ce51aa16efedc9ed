import { AIMessage, AIMessageChunk, isBaseMessage } from '@langchain/core/messages';
import { CitationMarkers } from './citation-markers.js';
import type { CitationLedger } from './citation-ledger.js';
import type { VideoAgentEvent } from './contracts.js';

/** Reports a model's messages as `text-delta` events while they are written, with the user's markers. */
export class StreamedWords {
  readonly #ledger: CitationLedger;
  readonly #report: (event: VideoAgentEvent) => void;
  #messageId: string | undefined;
  #step = -1;
  #markers: CitationMarkers;
  #shown = '';

  constructor(ledger: CitationLedger, report: (event: VideoAgentEvent) => void) {
    this.#ledger = ledger;
    this.#report = report;
    this.#markers = new CitationMarkers(ledger);
  }

  /** A piece of a message, or a whole one from a model that does not stream; other messages are passed over. */
  take(message: unknown): void {
    if (!isBaseMessage(message) || !(AIMessageChunk.isInstance(message) || AIMessage.isInstance(message))) return;
    if (this.#step < 0 || message.id !== this.#messageId) {
      this.#finish();
      this.#messageId = message.id;
      this.#step += 1;
      this.#shown = '';
      this.#markers = new CitationMarkers(this.#ledger);
    }
    this.#say(this.#markers.push(message.text));
  }

  /** Ends the last message and adds what the final answer has beyond it (markers for words without any). */
  complete(answerText: string): void {
    this.#finish();
    if (answerText.startsWith(this.#shown)) this.#say(answerText.slice(this.#shown.length));
  }

  #finish(): void {
    this.#say(this.#markers.finish());
  }

  #say(text: string): void {
    if (text === '') return;
    this.#shown += text;
    this.#report({ type: 'text-delta', step: Math.max(0, this.#step), text });
  }
}
