import type { Random } from './random.js';
import type { EpisodeShot } from './episode.js';
import { topics, type Topic } from './world.js';

/** A line of the narrator. `topic` is what it mentions, if anything; topics are never visible. */
export interface NarrationCue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly topic: Topic | undefined;
}

const topicLines: readonly ((topic: Topic) => string)[] = [
  (topic) => `Nobody here has forgotten the ${topic}.`,
  (topic) => `People still tell the story of the ${topic}.`,
  (topic) => `It all began with the ${topic}, they say.`,
  (topic) => `Somewhere not far away the ${topic} is waiting.`,
  (topic) => `I dreamt about the ${topic} last night.`,
];
const plainLines = [
  'And so the play goes on.',
  'Watch closely now.',
  'What a day this is.',
  'The curtain moves a little.',
  'Nothing stays as it was.',
];

/** What is said over the shots: about two of three have a line, most of these mention a topic of their own. */
export function narrate(random: Random, shots: readonly EpisodeShot[]): NarrationCue[] {
  const unused = random.shuffle(topics);
  const cues: NarrationCue[] = [];
  for (const shot of shots) {
    if (!random.chance(0.7)) continue;
    const topic = random.chance(0.75) ? unused.pop() : undefined;
    const text = topic ? random.pick(topicLines)(topic) : random.pick(plainLines);
    const start = shot.start + 0.4;
    cues.push({ start: round(start), end: round(Math.min(shot.end - 0.2, start + 2.8)), text, topic });
  }
  return cues;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** The narration as a SubRip file. */
export function toSubRip(cues: readonly NarrationCue[]): string {
  return cues.map((cue, index) => `${index + 1}\n${stamp(cue.start)} --> ${stamp(cue.end)}\n${cue.text}\n`).join('\n');
}

function stamp(seconds: number): string {
  const millis = Math.round(seconds * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = String(millis % 1000).padStart(3, '0');
  return `${two(Math.floor(millis / 3_600_000))}:${two(Math.floor(millis / 60_000) % 60)}:${two(Math.floor(millis / 1000) % 60)},${rest}`;
}
