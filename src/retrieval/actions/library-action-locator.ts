import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import { overlapSeconds, type TimeSpan } from '../../domain/time-span.js';
import type { Shot, Video, VideoId } from '../../domain/video.js';
import type { EncoderSet } from '../../encoders/contracts.js';
import type { LibraryReader } from '../../library/contracts.js';
import type { ReadFrames } from '../../media/contracts.js';
import type { ActionLocator, ActionQuery, LocatedAction, LocatedActions } from '../contracts.js';

import { chooseJudge, type ChosenJudge } from './choose-judge.js';
import { chooseWindows, type ShotWindows } from './choose-windows.js';
import { describeMotion, type ShotMotion } from './describe-motion.js';
import { judgeFootage } from './judge-footage.js';
import { planWindows } from './plan-windows.js';
import { proposeActions } from './propose-actions.js';
import type { JudgedWindow } from './score-curves.js';

/** What {@link LibraryActionLocator} needs. */
export interface ActionLocatorDependencies {
  readonly library: Pick<LibraryReader, 'findVideo' | 'shots' | 'clips' | 'frames' | 'motion'>;
  readonly encoders: Pick<EncoderSet, 'clip' | 'zeroShot'>;
  readonly readFrames: ReadFrames;
  /** Length of the windows that the clip encoder was trained on (default 4 s). */
  readonly windowSeconds?: number;
  /** Up to here a stretch is one clip (default 6.5 s). */
  readonly maxWindowSeconds?: number;
}

const [defaultWindowSeconds, defaultMaxWindowSeconds] = [4, 6.5];
const defaultLeastScore = 0.3;
/** Windows of the trained length and of half of it, each moved on by half. */
const [shortShare, stride, marginSeconds] = [0.5, 0.5, 0.3];

/** A shot with what indexing knows of it. */
interface KnownShot extends ShotWindows {
  readonly shot: Shot;
  readonly motion: ShotMotion | undefined;
}

/**
 * Temporal action localisation. The clip encoder looks at dense, overlapping windows of two lengths, and at each
 * stretch that moves; what it says, with what indexing kept, becomes a score curve for each label and from it proposals,
 * whose ends are moved to those of the motion. See {@link proposeActions}.
 */
export class LibraryActionLocator implements ActionLocator {
  readonly #dependencies: ActionLocatorDependencies;

  constructor(dependencies: ActionLocatorDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * No actions for unfamiliar footage. Throws VIDEO_UNKNOWN; BAD_ARGUMENT for an action that the pack does not know, with
   * near ones in its hint; ABORTED; and what decoding and the encoders throw.
   */
  async locate(query: ActionQuery): Promise<LocatedActions> {
    const { library } = this.#dependencies;
    throwIfAborted(query.signal);
    const video = this.#requireVideo(query.videoId);
    const chosen = chooseJudge(query.actions, this.#dependencies.encoders);
    const shots = this.#readShots(video, chosen, query);
    const motion = shots.flatMap((known) => (known.motion ? [{ shot: known.shot, motion: known.motion }] : []));
    if (video.familiarity === 'unfamiliar') {
      return { actions: [], windows: { judged: 0, gated: 0, leftOut: 0 }, motion };
    }
    const { windows, gated, leftOut } = chooseWindows(shots, {
      labels: chosen.wanted,
      gate: (query.motion ?? 'gate') === 'gate',
      clipSeconds: this.#dependencies.maxWindowSeconds ?? defaultMaxWindowSeconds,
      most: query.mostWindows ?? Infinity,
    });
    const judged = await judgeFootage({
      path: video.path,
      windows,
      judge: chosen.judge,
      clip: chosen.clip,
      vectors: chosen.usesWords ? library.frames(video.id) : [],
      readFrames: this.#dependencies.readFrames,
      ...(query.onProgress && { onProgress: query.onProgress }),
      ...(query.signal && { signal: query.signal }),
    });
    const actions = shots.flatMap((known) => {
      const inShot: JudgedWindow[] = judged.filter(({ shotIndex }) => shotIndex === known.shot.index);
      return this.#propose(known, [...known.stored, ...inShot], chosen, query);
    });
    return { actions: surest(actions, query.limit), windows: { judged: judged.length, gated, leftOut }, motion };
  }

  #readShots(video: Video, { judge, readsStored }: ChosenJudge, { span, motion: use }: ActionQuery): KnownShot[] {
    const { library, windowSeconds = defaultWindowSeconds } = this.#dependencies;
    const touches = (other: TimeSpan): boolean => !span || overlapSeconds(other, span) > 0;
    const track = use === 'off' ? undefined : library.motion(video.id);
    const clips = readsStored ? library.clips(video.id, span) : [];
    const plan = { lengths: [windowSeconds, shortShare * windowSeconds], stride, marginSeconds };
    return library
      .shots(video.id)
      .filter((shot) => touches(shot.span))
      .map((shot) => {
        const motion = track && describeMotion(track, shot.span);
        const moving = motion?.moving;
        const stored = clips
          .filter(({ shotIndex }) => shotIndex === shot.index)
          .flatMap((clip) => judge.readStored(clip) ?? []);
        const seen = stored.map((window) => window.span);
        const planned = planWindows(shot, moving ?? [], seen, plan).filter((window) => touches(window.span));
        return { shot, motion, moving, stored, planned };
      });
  }

  #propose(
    { shot, moving }: KnownShot,
    windows: readonly JudgedWindow[],
    { judge, wanted }: ChosenJudge,
    { span, leastScore = defaultLeastScore }: ActionQuery,
  ): LocatedAction[] {
    return proposeActions({ span: shot.span, windows, moving }, wanted, leastScore)
      .filter((proposal) => !span || overlapSeconds(proposal.span, span) > 0)
      .map((proposal) => ({
        videoId: shot.videoId,
        shotIndex: shot.index,
        span: proposal.span,
        label: judge.labels[proposal.label] ?? '',
        score: proposal.score,
      }));
  }

  #requireVideo(videoId: VideoId): Video {
    const video = this.#dependencies.library.findVideo(videoId);
    if (video?.id === videoId) return video;
    throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${videoId}.`, {
      hint: 'List the videos for their ids.',
    });
  }
}

/** The surest, in time order. */
function surest(actions: readonly LocatedAction[], limit = Infinity): LocatedAction[] {
  return [...actions]
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .sort((a, b) => a.span.startSeconds - b.span.startSeconds || b.score - a.score);
}
