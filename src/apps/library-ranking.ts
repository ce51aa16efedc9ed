import type { Feedback } from '../domain/feedback/feedback.js';
import type { FittedTaste } from '../domain/feedback/taste.js';
import type { ModelPack } from '../encoders/load-model-pack.js';
import { TasteFile } from '../library/taste-file.js';
import { tasteFloors } from '../retrieval/taste/fit-taste.js';
import { judgedQueries } from '../retrieval/taste/judged-queries.js';
import { learnTaste, type LearnedTaste } from '../retrieval/taste/learn-taste.js';
import type { FusionWeights } from '../retrieval/fusion-weights.js';
import { packFusionWeights } from './pack-fusion-weights.js';

/** What fitting the ranking to feedback came to. */
export interface RankingFit extends LearnedTaste {
  /** Whether a taste that was used before is not used any more. */
  readonly dropped: boolean;
}

/** How a library's moments are ranked: its pack's weights, and the taste of its users where there is one. */
export class LibraryRanking {
  readonly weights: FusionWeights;
  readonly #pack: ModelPack;
  readonly #packName: string;
  readonly #file: TasteFile;

  /** Throws `PACK_INVALID` for weights that are no numbers. */
  constructor(libraryFolder: string, pack: ModelPack, onWarning?: (warning: string) => void) {
    this.weights = packFusionWeights(pack.manifest.retrieval);
    this.#pack = pack;
    this.#packName = `${pack.space.packId}@${pack.space.revision}`;
    this.#file = new TasteFile(libraryFolder, onWarning);
  }

  /** The taste that searches go by, as it stands now; `undefined` where there is none for this pack. */
  fitted(): FittedTaste | undefined {
    return this.#file.current(this.#packName);
  }

  /**
   * Fits the taste to feedback. Searches go by it from then on where it is better on feedback that it has not seen; where
   * it is not, they go by the pack's weights alone, whatever was used before. Throws `LIBRARY_UNREACHABLE`, `DISK_FULL`.
   */
  fit(feedback: readonly Feedback[], now: Date = new Date()): RankingFit {
    const floors = tasteFloors(this.weights, !this.#pack.manifest.roles.text.closedVocabulary);
    const learned = learnTaste(judgedQueries(feedback, this.#packName), floors);
    if (learned.decision !== 'adopted') return { ...learned, dropped: this.reset() };
    const { taste, queries, pairs, heldOut } = learned;
    this.#file.write({ taste, pack: this.#packName, fittedAt: now.toISOString(), queries, pairs, heldOut });
    return { ...learned, dropped: false };
  }

  /** Goes back to the pack's weights; true when there was a taste. Throws `LIBRARY_UNREACHABLE`. */
  reset(): boolean {
    return this.#file.remove();
  }
}
