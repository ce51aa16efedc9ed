import type { Random } from './random.js';
import type { Performer, Scene } from './scene.js';
import { toGerund } from './verb-forms.js';
import { actionSynonyms, placePhrases, type Action, type ActorKind, type Colour, type Place } from './world.js';

/** A description together with what it claims, so that one can say of any scene whether it fits. */
export interface Description {
  readonly text: string;
  readonly claims: {
    readonly actor?: ActorKind;
    readonly colour?: Colour;
    readonly action?: Action;
    readonly place?: Place;
    readonly bystander?: Performer;
  };
}

/** `a red dog`, `an orange cat`. */
export function nameOf(performer: Performer): string {
  return `${withArticle(performer.colour)} ${performer.kind}`;
}

/** `a` or `an` before a word. */
export function withArticle(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** The one caption of a scene: actor, colour, action and place, and who else is there. */
export function captionOf(scene: Pick<Scene, 'actor' | 'action' | 'place' | 'bystander'>): string {
  const beside = scene.bystander ? ` beside ${nameOf(scene.bystander)}` : '';
  return `${nameOf(scene.actor)} ${scene.action} ${placePhrases[scene.place]}${beside}`;
}

/** One of the many ways in which a person might describe the scene, some of them partial. */
export function describeScene(random: Random, scene: Scene): Description {
  const { actor, action, place } = scene;
  const roll = random.next();
  const full = { actor: actor.kind, colour: actor.colour, place };
  if (roll < 0.22) {
    const text = captionOf(scene);
    return { text, claims: { ...full, action, ...(scene.bystander && { bystander: scene.bystander }) } };
  }
  if (roll < 0.44) {
    return {
      text: `${naming(random, actor)} ${phraseOf(random, action)} ${placePhrases[place]}`,
      claims: { ...full, action },
    };
  }
  if (roll < 0.58) {
    const text = `${naming(random, actor)} ${phraseOf(random, action)}`;
    return { text, claims: { actor: actor.kind, colour: actor.colour, action } };
  }
  if (roll < 0.72) return { text: `${naming(random, actor)} ${placePhrases[place]}`, claims: full };
  if (roll < 0.8) return { text: naming(random, actor), claims: { actor: actor.kind, colour: actor.colour } };
  if (roll < 0.86) {
    return {
      text: `${withArticle(actor.kind)} ${phraseOf(random, action)} ${placePhrases[place]}`,
      claims: { actor: actor.kind, action, place },
    };
  }
  if (roll < 0.91)
    return { text: `${withArticle(actor.kind)} ${placePhrases[place]}`, claims: { actor: actor.kind, place } };
  if (roll < 0.95)
    return { text: `something ${actor.colour} ${phraseOf(random, action)}`, claims: { colour: actor.colour, action } };
  return {
    text: `${random.pick(['someone', 'something'])} ${phraseOf(random, action)} ${placePhrases[place]}`,
    claims: { action, place },
  };
}

function naming(random: Random, actor: Performer): string {
  const roll = random.next();
  if (roll < 0.6) return nameOf(actor);
  if (roll < 0.85) return `the ${actor.colour} ${actor.kind}`;
  if (roll < 0.95) return `${actor.colour} ${actor.kind}`;
  return `the ${actor.kind} that is ${actor.colour}`;
}

/** The action in one of its wordings, third person or gerund. */
export function phraseOf(random: Random, action: Action): string {
  const phrase = random.chance(0.6) ? action : random.pick(actionSynonyms[action]);
  return random.chance(0.3) ? toGerund(phrase) : phrase;
}
