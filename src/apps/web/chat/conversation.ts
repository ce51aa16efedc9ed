import type { AnswerDetail, CitationDetail } from '../../server/schemas/answers.js';
import type { AskEvent } from '../server/ask.js';

/** One call of a tool while a question is answered. */
export interface ShownLook {
  readonly callId: string;
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** How many moments it came back with; `undefined` while it is under way. */
  readonly moments?: number;
}

/** A question and what has come of it so far. */
export interface Turn {
  readonly key: string;
  readonly question: string;
  /** Words of the step that is being written. */
  readonly text: string;
  readonly step: number;
  readonly looks: readonly ShownLook[];
  readonly citations: readonly CitationDetail[];
  readonly found: boolean;
  readonly state: 'asking' | 'answered' | 'stopped' | 'failed';
  /** The whole answer; turns of an earlier visit have only words and citations. */
  readonly answer?: AnswerDetail;
  readonly error?: unknown;
}

/** A turn that has just been asked. */
export function askedTurn(key: string, question: string): Turn {
  return { key, question, text: '', step: 0, looks: [], citations: [], found: true, state: 'asking' };
}

/** A turn after one more event. */
export function turnAfter(turn: Turn, event: AskEvent): Turn {
  switch (event.type) {
    case 'text': {
      const { step, text } = event.data;
      return step === turn.step ? { ...turn, text: turn.text + text } : { ...turn, step, text };
    }
    case 'look-started':
      return { ...turn, looks: [...turn.looks, event.data] };
    case 'look-finished': {
      const { callId, moments } = event.data;
      return { ...turn, looks: turn.looks.map((look) => (look.callId === callId ? { ...look, moments } : look)) };
    }
    case 'answer': {
      const { text, citations, found } = event.data;
      return { ...turn, text, citations, found, answer: event.data, state: 'answered' };
    }
  }
}

/** A piece of an answer: words, or the number of a citation. */
export type AnswerPiece = { readonly words: string } | { readonly citation: number };

/** Parts an answer at its markers: `It jumps [1][2].` */
export function piecesOf(text: string): AnswerPiece[] {
  return text.split(/(\[\d+\])/).flatMap((piece): AnswerPiece[] => {
    const number = /^\[(\d+)\]$/.exec(piece)?.[1];
    if (number !== undefined) return [{ citation: Number(number) }];
    return piece === '' ? [] : [{ words: piece }];
  });
}
