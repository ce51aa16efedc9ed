import { z } from 'zod';
import { videoMmeDurations, type VideoMmeChoice } from '../metrics/videomme-accuracy.js';
import { readJsonTruth, requireUniqueIds } from './read-json-truth.js';

/** A question of Video-MME. */
export interface VideoMmeQuestion extends VideoMmeChoice {
  readonly videoId: string;
  readonly question: string;
  /** Without their letters. */
  readonly options: readonly string[];
}

const text = z.string().min(1);
const letters = ['A', 'B', 'C', 'D'] as const;

const row = z.object({
  video_id: text,
  duration: z.enum(videoMmeDurations),
  question_id: text,
  question: text,
  task_type: text,
  options: z
    .array(z.string())
    .length(letters.length)
    .refine(
      (options) => options.every((option, index) => option.startsWith(`${letters[index]}.`)),
      'the options must begin with "A.", "B.", "C." and "D."',
    ),
  answer: z.enum(letters),
});

const responses = z.record(z.string(), z.enum(letters).nullable());

/**
 * Video-MME's questions, a JSON list of rows. Throws TRUTH_INVALID with `source`, the position (from 0) and what is
 * wrong; also where a question occurs twice.
 */
export function readVideoMmeQuestions(content: string, source: string): VideoMmeQuestion[] {
  const questions = readJsonTruth(content, source, z.array(row)).map((item) => ({
    id: item.question_id,
    videoId: item.video_id,
    duration: item.duration,
    taskType: item.task_type,
    question: item.question,
    options: item.options.map((option) => option.slice('A.'.length).trim()),
    optionCount: item.options.length,
    answer: letters.indexOf(item.answer),
  }));
  requireUniqueIds(questions, source);
  return questions;
}

/**
 * Chosen letters by question, `{"001-1": "C"}`, `null` for a reply that named none, as positions from 0. Throws
 * TRUTH_INVALID with `source`, the question and what is wrong.
 */
export function readVideoMmeResponses(content: string, source: string): Map<string, number | null> {
  return new Map(
    Object.entries(readJsonTruth(content, source, responses)).map(([id, letter]) => [
      id,
      letter === null ? null : letters.indexOf(letter),
    ]),
  );
}
