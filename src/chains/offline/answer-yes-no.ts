import { chosenScenes, draft, type AnswerDraft, type AnswerInput } from './answer-input.js';
import { phraseGroups, quoted, sentence } from './phrase-scenes.js';

/** "Is there a green bus?", "Does the red dog jump?", "Is the dog red?" */
export function answerYesNo(input: AnswerInput): AnswerDraft {
  const { clause, verdict, scenes: known } = input;
  const present = clause.verb?.meaning === '~appear' && clause.units.length > 1;
  const scenes = chosenScenes(input);
  const seen =
    scenes.length === 0 && present
      ? chosenScenes({ ...input, clause: { ...clause, units: clause.units.filter((unit) => unit !== clause.verb) } })
      : scenes;
  if (seen.length > 0) {
    const told = phraseGroups(seen, (scene) => scene.caption);
    return draft(sentence(`Yes, ${told}`), seen);
  }
  const hit = known.length === 0 && verdict?.found === true ? verdict.lines[0] : undefined;
  if (hit) return draft(`Yes, the search finds it in ${quoted(hit.videoTitle)} [${hit.number}].`, []);
  return draft(`No, I found nothing that shows "${clause.description || clause.words}".`, []);
}
