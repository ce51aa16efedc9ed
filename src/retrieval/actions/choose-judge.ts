import type { ClipEncoder, EncoderSet } from '../../encoders/contracts.js';
import { chooseLabels, unknownActionError } from './choose-labels.js';
import { WindowJudge } from './window-judge.js';

/** Who judges windows, and what is asked of it. */
export interface ChosenJudge {
  readonly judge: WindowJudge;
  /** Indices of the wanted labels among the judge's. */
  readonly wanted: readonly number[];
  /** The clip encoder, where windows are shown to it. */
  readonly clip: ClipEncoder | undefined;
  readonly usesWords: boolean;
  /** Whether what indexing kept speaks of the same labels. */
  readonly readsStored: boolean;
}

/**
 * Picks the judge for some actions (default: all that the pack names). Actions that are no label of the pack are judged
 * by words, beside the pack's own so that there is something to compare with. Throws BAD_ARGUMENT, with near labels in
 * its hint, where the pack has no words.
 */
export function chooseJudge(
  actions: readonly string[] | undefined,
  { clip, zeroShot }: Pick<EncoderSet, 'clip' | 'zeroShot'>,
): ChosenJudge {
  const own = new WindowJudge({ ...(clip && { clip }), ...(zeroShot && { words: zeroShot }) });
  if (own.labels.length === 0) throw unknownActionError(actions?.[0] ?? '', []);
  const base = { clip, usesWords: zeroShot !== undefined };
  if (actions === undefined || actions.length === 0) {
    return { ...base, judge: own, wanted: own.labels.map((_, index) => index), readsStored: true };
  }
  const { labels, unknown } = chooseLabels(actions, own.labels);
  const [stranger] = unknown;
  if (stranger === undefined) {
    return { ...base, judge: own, wanted: labels.map((label) => own.labels.indexOf(label)), readsStored: true };
  }
  if (!zeroShot) throw unknownActionError(stranger, own.labels);
  const words = zeroShot.withLabels([...own.labels, ...unknown]);
  const judge = new WindowJudge({ ...(clip && { clip }), words });
  const wanted = [...labels, ...unknown].map((label) => judge.labels.indexOf(label));
  return { ...base, judge, wanted: wanted.filter((index) => index >= 0), readsStored: false };
}
