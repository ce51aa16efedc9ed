import { chosenScenes, draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { phraseGroups } from './phrase-scenes.js';

/** "Is there a green bus?", "Does the red dog jump?", "Is the dog red?" */
export function answerYesNo(input: AnswerInput): AnswerDraft {
  const { clause, verdict, scenes: known, say } = input;
  const present = clause.verb?.meaning === '~appear' && clause.units.length > 1;
  const scenes = chosenScenes(input);
  const seen =
    scenes.length === 0 && present
      ? chosenScenes({ ...input, clause: { ...clause, units: clause.units.filter((unit) => unit !== clause.verb) } })
      : scenes;
  if (seen.length > 0) {
    return draft(say.sentence(say.yes(phraseGroups(say, seen, say.caption))), seen);
  }
  const hit = known.length === 0 && verdict?.found === true ? verdict.lines[0] : undefined;
  if (hit) return draft(say.foundBySearch(hit.videoTitle, `[${hit.number}]`), []);
  return draft(say.nothingShows(clause), []);
}
