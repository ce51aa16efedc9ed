import { readEgoSchemaAnswers, readEgoSchemaQuestions } from '../formats/egoschema-json.js';
import { readNextQaQuestions } from '../formats/nextqa-csv.js';
import { readNextQaPredictions } from '../formats/nextqa-predictions-json.js';
import { readVideoMmeQuestions, readVideoMmeResponses } from '../formats/videomme-json.js';
import { chosenOptions, multipleChoiceAccuracy } from '../metrics/multiple-choice-accuracy.js';
import { nextQaAccuracy } from '../metrics/nextqa-accuracy.js';
import { videoMmeAccuracy } from '../metrics/videomme-accuracy.js';
import { percentScore, type Benchmark } from './benchmark.js';

/** Multiple choice by type of question. */
export const nextQa: Benchmark = {
  id: 'nextqa',
  title: 'NExT-QA: multiple-choice questions',
  truth: 'val.csv or test.csv of the multiple-choice task',
  predictions: ['json of {"<video>_<qid>": {"prediction": option from 0 or null, "answer": …}}'],
  score: (truth, [predictions]) => {
    const accuracy = nextQaAccuracy(
      readNextQaQuestions(truth.text, truth.source),
      chosenOptions(predictions ? readNextQaPredictions(predictions.text, predictions.source) : new Map()),
    );
    return Object.entries(accuracy).map(([column, { accuracy: value }]) => percentScore(column, value));
  },
};

/** Long-form video questions with five options. */
export const egoSchema: Benchmark = {
  id: 'egoschema',
  title: 'EgoSchema: multiple-choice questions about long videos',
  truth: 'subset_answers.json',
  predictions: ['json of {"<q_uid>": option from 0}', 'questions.json, to score all that were asked?'],
  score: (truth, [predictions, questions]) => {
    const answers = readEgoSchemaAnswers(truth.text, truth.source);
    const asked = questions
      ? new Set(readEgoSchemaQuestions(questions.text, questions.source).map(({ id }) => id))
      : undefined;
    const scored = [...answers]
      .filter(([id]) => asked?.has(id) ?? true)
      .map(([id, answer]) => ({ id, answer, optionCount: 5 }));
    const chosen = predictions ? readEgoSchemaAnswers(predictions.text, predictions.source) : new Map<string, number>();
    return [percentScore('accuracy', multipleChoiceAccuracy(scored, chosen).accuracy)];
  },
};

/** Questions about short, medium and long videos. */
export const videoMme: Benchmark = {
  id: 'videomme',
  title: 'Video-MME: multiple-choice questions',
  truth: 'the questions, a json list of rows as published',
  predictions: ['json of {"<question_id>": letter}'],
  score: (truth, [predictions]) => {
    const { overall, byDuration, byTaskType } = videoMmeAccuracy(
      readVideoMmeQuestions(truth.text, truth.source),
      predictions ? readVideoMmeResponses(predictions.text, predictions.source) : new Map(),
    );
    return [
      percentScore('overall', overall.accuracy),
      ...[...byDuration, ...byTaskType].map(([group, { accuracy }]) => percentScore(group, accuracy)),
    ];
  },
};
