/** The vocabulary of Playhouse: everything that can be on its stage, and in which words it is told. */

export const places = ['park', 'street', 'room', 'beach', 'night', 'snow'] as const;
export type Place = (typeof places)[number];

/** How a caption says where: `a red dog jumps in the park`. */
export const placePhrases: Readonly<Record<Place, string>> = {
  park: 'in the park',
  street: 'on the street',
  room: 'in the room',
  beach: 'on the beach',
  night: 'at night',
  snow: 'in the snow',
};

export const actors = ['person', 'dog', 'cat', 'bird', 'car', 'bus', 'ball', 'kite', 'boat', 'robot'] as const;
export type ActorKind = (typeof actors)[number];

export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'white'] as const;
export type Colour = (typeof colours)[number];

/**
 * Pairs of actions that are each other's reversal in time: the same pictures in the other order, so that no single
 * frame tells them apart.
 */
export const directionPairs = [
  ['moves left', 'moves right'],
  ['flies up', 'comes down'],
  ['comes closer', 'goes away'],
  ['sits down', 'stands up'],
  ['picks up a box', 'puts down a box'],
  ['opens a door', 'closes a door'],
  ['appears', 'disappears'],
  ['leans left', 'leans right'],
  ['speeds up', 'slows down'],
] as const;

export const actions = [...directionPairs.flat(), 'jumps', 'stands still'] as const;
export type Action = (typeof actions)[number];

/** Other ways of saying an action, in the same grammatical form. */
export const actionSynonyms: Readonly<Record<Action, readonly string[]>> = {
  'moves left': ['goes left', 'walks left', 'moves to the left'],
  'moves right': ['goes right', 'walks right', 'moves to the right'],
  'flies up': ['rises', 'goes up', 'takes off'],
  'comes down': ['descends', 'goes down', 'lands'],
  'comes closer': ['approaches', 'comes near', 'gets closer'],
  'goes away': ['recedes', 'leaves', 'gets farther away'],
  'sits down': ['crouches', 'takes a seat', 'ducks down'],
  'stands up': ['gets up', 'straightens up', 'rises to its feet'],
  'picks up a box': ['lifts a box', 'takes a box', 'raises a box'],
  'puts down a box': ['drops a box', 'lowers a box', 'sets down a box'],
  'opens a door': ['opens the door', 'pulls a door open'],
  'closes a door': ['closes the door', 'shuts a door', 'shuts the door'],
  appears: ['shows up', 'fades in', 'becomes visible'],
  disappears: ['vanishes', 'fades out', 'becomes invisible'],
  'leans left': ['tips left', 'tilts left', 'leans to the left'],
  'leans right': ['tips right', 'tilts right', 'leans to the right'],
  'speeds up': ['gets faster', 'accelerates'],
  'slows down': ['gets slower', 'brakes'],
  jumps: ['hops', 'bounces', 'leaps'],
  'stands still': ['waits', 'does nothing', 'stays in place'],
};

/** What the narrator talks about; never visible, so that only the transcript can answer. */
export const topics = [
  'lighthouse',
  'lantern',
  'treasure map',
  'old clock',
  'silver key',
  'birthday cake',
  'lost letter',
  'thunderstorm',
  'secret garden',
  'brass trumpet',
  'paper crown',
  'wooden bridge',
  'honey jar',
  'magic mirror',
  'morning train',
  'golden feather',
] as const;
export type Topic = (typeof topics)[number];

/**
 * Whether a combination is kept out of training: about one in ten, spread evenly, so that every pair of two of the
 * three is still seen often.
 */
export function isHeldOut(colour: Colour, actor: ActorKind, action: Action): boolean {
  const mixed = colours.indexOf(colour) * 7 + actors.indexOf(actor) * 3 + actions.indexOf(action) * 11;
  return mixed % 10 === 4;
}

/** Seeds below this number are for training; samples, tests and evaluation use others. */
export const trainingSeedLimit = 1_000_000;
