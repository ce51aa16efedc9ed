import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { Video } from '../../domain/video.js';
import type { EncoderSet } from '../../encoders/contracts.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { HighlightFinder, HighlightQuery, Highlights } from '../contracts.js';
import { chooseSpanFinder, readSpanQuery } from '../spans/library-span-search.js';
import type { SpanFinder } from '../spans/span-finder.js';
import { stepSeconds } from '../spans/step-features.js';
import { readEvidence } from '../spans/video-evidence.js';
import { bestStretches } from './best-stretches.js';
import { clipMeans, clipSeconds } from './clip-saliency.js';
import { eventfulCurve } from './eventful-curve.js';

/** What {@link LibraryHighlightFinder} needs. */
export interface HighlightDependencies {
  readonly library: LibraryReader;
  readonly encoders: Pick<EncoderSet, 'text' | 'moments'>;
  /** Reads saliency for descriptions; default: the pack's predictor where it has one, else curves and motion. */
  readonly finder?: SpanFinder;
}

const usualSeconds = 20;

/** Highlights from what the library kept: of a description, or of whatever is eventful. */
export class LibraryHighlightFinder implements HighlightFinder {
  readonly #library: LibraryReader;
  readonly #encoders: HighlightDependencies['encoders'];
  readonly #finder: SpanFinder;

  constructor({ library, encoders, finder = chooseSpanFinder(encoders) }: HighlightDependencies) {
    this.#library = library;
    this.#encoders = encoders;
    this.#finder = finder;
  }

  async find({ videoId, description, seconds = usualSeconds, signal }: HighlightQuery): Promise<Highlights> {
    throwIfAborted(signal);
    if (!(seconds > 0)) {
      throw new AskreelError('BAD_ARGUMENT', 'Highlights of no length were asked for.', {
        hint: 'Ask for 5 s or more.',
      });
    }
    const video = this.#library.videos().find(({ id }) => id === videoId);
    if (!video) throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video with the id ${videoId}.`);
    const curve = await this.#curveOf(video, description);
    throwIfAborted(signal);
    return {
      stretches: bestStretches(curve, seconds, video.durationSeconds),
      saliency: clipMeans(curve, stepSeconds),
      clipSeconds,
    };
  }

  async #curveOf(video: Video, description: string | undefined): Promise<Float32Array> {
    const evidence = readEvidence(video, this.#library);
    if (description === undefined) {
      const trusted = video.familiarity === 'familiar' ? this.#library.actions(video.id) : [];
      return eventfulCurve(evidence, trusted);
    }
    const query = await readSpanQuery(description, this.#encoders);
    return (await this.#finder.find(evidence, query)).saliency;
  }
}
