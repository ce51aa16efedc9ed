import type { Familiarity } from '../domain/video.js';
import type { FamiliarityJudge, FrameEncoding } from '../encoders/contracts.js';

/** Before this many frames a running verdict would rest on a title card or a fade from black. */
const framesForVerdict = 24;

/** Whether the median frame of a video looks like the pack's training data. Without a judge all footage is familiar. */
export class FamiliarityTally {
  readonly #judge: FamiliarityJudge | undefined;
  #frames = 0;
  #unfamiliarFrames = 0;

  constructor(judge: FamiliarityJudge | undefined) {
    this.#judge = judge;
  }

  add(frame: FrameEncoding): void {
    if (!this.#judge) return;
    this.#frames += 1;
    if (this.#judge.distance(frame) > 1) this.#unfamiliarFrames += 1;
  }

  /** The verdict on everything seen: the median distance lies above 1 when more than half of the frames do. */
  verdict(): Familiarity {
    return this.#unfamiliarFrames * 2 > this.#frames ? 'unfamiliar' : 'familiar';
  }

  /** The verdict so far; `familiar` while there is too little to tell. */
  runningVerdict(): Familiarity {
    return this.#frames < framesForVerdict ? 'familiar' : this.verdict();
  }
}
