import { overlapSeconds, type TimeSpan } from '../domain/time-span.js';
import type { ActionSpan, VideoId } from '../domain/video.js';
import type { ActionWords, EncoderSet } from '../encoders/contracts.js';
import { ZeroShotActions } from '../encoders/zero-shot-actions.js';
import type { LibraryReader } from '../library/contracts.js';
import { adaptWords } from './adapt-words.js';
import type { ShotLabels } from './contracts.js';

/** Phrases kept ready: an agent asks the same ones of one video after another. */
const vocabulariesKept = 8;

/** Names shots with words of the caller's choice, from the vectors of their stored frames; decodes nothing. */
export class ShotLabeller {
  readonly #library: Pick<LibraryReader, 'shots' | 'frames'>;
  readonly #encoders: Pick<EncoderSet, 'text' | 'zeroShot'>;
  readonly #vocabularies = new Map<string, ActionWords>();

  constructor(library: Pick<LibraryReader, 'shots' | 'frames'>, encoders: Pick<EncoderSet, 'text' | 'zeroShot'>) {
    this.#library = library;
    this.#encoders = encoders;
  }

  /** Throws what the text encoder throws. */
  async label(videoId: VideoId, labels: readonly string[], span?: TimeSpan): Promise<ShotLabels> {
    const { phrases, unknown } = this.#split([...new Set(labels)]);
    if (phrases.length < 2) return { actions: [], unknown };
    const words = this.#vocabulary(phrases.map(({ text }) => text));
    const actions: ActionSpan[] = [];
    for (const shot of this.#library.shots(videoId)) {
      if (span && overlapSeconds(shot.span, span) === 0) continue;
      const inside = span ? this.#library.frames(videoId, intersect(shot.span, span)) : [];
      const frames = inside.length > 0 ? inside : this.#library.frames(videoId, shot.span);
      if (frames.length === 0) continue;
      const probabilities = await words.classify(frames.map(({ embedding }) => embedding));
      const best = probabilities.indexOf(Math.max(...probabilities));
      actions.push({
        videoId,
        span: shot.span,
        shotIndex: shot.index,
        label: phrases[best]?.label ?? '',
        probability: probabilities[best] ?? 0,
      });
    }
    return { actions, unknown };
  }

  /** Labels in words that the encoder knows; a label with a word that it knows in no form cannot be judged. */
  #split(labels: readonly string[]): { phrases: { label: string; text: string }[]; unknown: ShotLabels['unknown'] } {
    const adapted = labels.map((label) => ({ label, ...adaptWords(label.toLowerCase(), this.#encoders.text) }));
    return {
      phrases: adapted.filter(({ unknownWords }) => unknownWords.length === 0),
      unknown: adapted
        .filter(({ unknownWords }) => unknownWords.length > 0)
        .map(({ label, unknownWords }) => ({ label, words: unknownWords })),
    };
  }

  #vocabulary(phrases: readonly string[]): ActionWords {
    const key = JSON.stringify(phrases);
    const { text, zeroShot } = this.#encoders;
    const known = this.#vocabularies.get(key) ?? zeroShot?.withLabels(phrases) ?? new ZeroShotActions(text, phrases);
    this.#vocabularies.delete(key);
    this.#vocabularies.set(key, known);
    const oldest = this.#vocabularies.keys().next();
    if (this.#vocabularies.size > vocabulariesKept && !oldest.done) this.#vocabularies.delete(oldest.value);
    return known;
  }
}

function intersect(a: TimeSpan, b: TimeSpan): TimeSpan {
  return {
    startSeconds: Math.max(a.startSeconds, b.startSeconds),
    endSeconds: Math.min(a.endSeconds, b.endSeconds),
  };
}
