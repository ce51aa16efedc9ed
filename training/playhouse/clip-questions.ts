import { nameOf, withArticle } from './captions.js';
import type { Random } from './random.js';
import type { Scene } from './scene.js';
import { toGerund, toInfinitive } from './verb-forms.js';
import { actions, actionSynonyms, actors, colours, placePhrases, places } from './world.js';

export interface ClipQuestion {
  readonly question: string;
  readonly answer: string;
}

/** A question that looking at one clip answers, with its answer in one to four words. */
export function askAboutScene(random: Random, scene: Scene): ClipQuestion {
  const { actor, action, place, bystander } = scene;
  const name = random.pick([`the ${actor.kind}`, `the ${actor.colour} ${actor.kind}`]);
  const kinds: readonly (() => ClipQuestion)[] = [
    () => ({
      question: random.pick([`what does ${name} do`, `what is ${name} doing`, `what happens`, `what does it do`]),
      answer: action,
    }),
    () => ({
      question: random.pick([`what colour is the ${actor.kind}`, `which colour does the ${actor.kind} have`]),
      answer: actor.colour,
    }),
    () => ({
      question: random.pick([`who ${action}`, `what ${action}`, `who is ${toGerund(action)}`, `who is there`]),
      answer: nameOf(actor),
    }),
    () => ({
      question: random.pick([
        `where is ${name}`,
        `where does ${name} ${toInfinitive(action)}`,
        `where does this happen`,
      ]),
      answer: placePhrases[place],
    }),
    () => {
      const other = random.chance(0.5) ? action : random.pick(actions);
      return { question: `does ${name} ${toInfinitive(other)}`, answer: other === action ? 'yes' : 'no' };
    },
    () => {
      const other = random.chance(0.5) ? action : random.pick(actions);
      return {
        question: `is ${name} ${toGerund(random.chance(0.6) ? other : random.pick(actionSynonyms[other]))}`,
        answer: other === action ? 'yes' : 'no',
      };
    },
    () => {
      const there = random.chance(0.5);
      const kind = there
        ? actor.kind
        : random.pick(actors.filter((item) => item !== actor.kind && item !== bystander?.kind));
      return { question: `is there ${withArticle(kind)}`, answer: there ? 'yes' : 'no' };
    },
    () => {
      const colour = random.chance(0.5) ? actor.colour : random.pick(colours);
      return { question: `is the ${actor.kind} ${colour}`, answer: colour === actor.colour ? 'yes' : 'no' };
    },
    () => {
      const other = random.chance(0.5) ? place : random.pick(places);
      return { question: `is it ${placePhrases[other]}`, answer: other === place ? 'yes' : 'no' };
    },
    () => ({
      question: random.pick(['how many are there', 'how many actors are there']),
      answer: bystander ? 'two' : 'one',
    }),
    () => ({
      question: random.pick([`who stands beside ${name}`, `what is beside ${name}`]),
      answer: bystander ? nameOf(bystander) : 'nobody',
    }),
  ];
  return random.pick(kinds)();
}
