import type { Answer, AnswerWords } from '../domain/answer.js';
import type { TimeSpan } from '../domain/time-span.js';
import type { VideoId } from '../domain/video.js';

/** One turn's outcome. */
export interface JudgedTurn {
  /** Turns of one conversation have the same. */
  readonly conversation: string;
  readonly language: string;
  /** From 0. */
  readonly position: number;
  readonly type: string;
  readonly right: boolean;
  /** `undefined` when there was an error instead. */
  readonly answer: (AnswerWords & Partial<Answer>) | undefined;
  /** What a right answer rests on. */
  readonly moment: TimeSpan | undefined;
  readonly videoId: VideoId;
}
