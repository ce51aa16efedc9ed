/** Gives frames their source times, also where a damaged stream leaves times out or lets them run back. */
export class FrameClock {
  private last = -Infinity;

  /** `offsetSeconds` is added to what the decoder says; `frameSeconds` is the step where it says nothing usable. */
  constructor(
    private readonly offsetSeconds: number,
    private readonly frameSeconds: number,
  ) {}

  /** The frame's time in source seconds: never before the previous frame's. */
  place(presentationSeconds: number): number {
    const said = presentationSeconds + this.offsetSeconds;
    const usable = Number.isFinite(said) && said >= this.last;
    if (usable) this.last = said;
    else this.last = this.last === -Infinity ? Math.max(0, this.offsetSeconds) : this.last + this.frameSeconds;
    return this.last;
  }
}
