import type { AnswerWords, Citation } from '../../domain/answer.js';

/** A cited moment with its picture. */
export interface PicturedCitation extends Citation {
  /** JPEG of the moment's middle; absent when it could not be made. */
  readonly thumbnail?: Buffer;
}

/** A question with its answer, as the demo shows it. */
export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: AnswerWords;
  readonly pictures: readonly PicturedCitation[];
}
