import type { TimeSpan } from '../time-span.js';
import type { MotionTrack, Shot, VideoId } from '../video.js';
import { bareName, headNoun, readCaption, type CaptionParts } from '../wording/caption-parts.js';
import { activeSpan } from '../motion/active-span.js';
import { wordsOf } from '../wording/english-stems.js';
import { sameMeaning, saysAll } from '../wording/same-meaning.js';
import { joinTracks, type EventDraft } from './join-tracks.js';
import { stretchesOf, type LabelledWindow, type LabelStretch } from './label-stretches.js';
import type { VideoEvent } from './video-event.js';

/** What is known of a video that events can be read from. */
export interface SeenVideo {
  readonly videoId: VideoId;
  /** In time order. */
  readonly shots: readonly Shot[];
  /** What the classifier says of each clip, in time order; several of one shot may overlap. */
  readonly windows: readonly LabelledWindow[];
  readonly motion?: MotionTrack;
}

// A caption without a confidence of its own is as likely right as a good one.
const usualConfidence = 0.8;

/**
 * The memory of a video: who does what, when, read from captions, recognised actions and motion. A shot is one event
 * for each part of its caption that does something, more when it is long and the classifier sees its action change. An
 * event that moves on across a border between shots, in the same words, is one.
 */
export function deriveEvents(seen: SeenVideo): VideoEvent[] {
  const windows = seen.windows.filter(({ actions }) => actions.length > 0);
  const labels = [...new Set(windows.flatMap(({ actions }) => actions.map(({ label }) => label)))].toSorted(
    (a, b) => b.length - a.length,
  );
  const ofShot = new Map<number, LabelledWindow[]>();
  for (const window of windows) ofShot.set(window.shotIndex, [...(ofShot.get(window.shotIndex) ?? []), window]);
  const comparable = speaksOfLabels(seen.shots, ofShot);
  const drafts = seen.shots.flatMap((shot) =>
    eventsOfShot(shot, ofShot.get(shot.index) ?? [], labels, comparable, seen),
  );
  return joinTracks(inOrder(drafts), seen.motion).map((event, index) => ({
    ...event,
    index,
  }));
}

function inOrder(drafts: readonly EventDraft[]): EventDraft[] {
  return drafts.toSorted((a, b) => a.span.startSeconds - b.span.startSeconds || a.shotIndex - b.shotIndex);
}

function eventsOfShot(
  shot: Shot,
  windows: readonly LabelledWindow[],
  labels: readonly string[],
  comparable: boolean,
  { videoId, motion }: SeenVideo,
): EventDraft[] {
  const stretches = stretchesOf(windows, shot.span);
  const parts = shot.caption === undefined ? [] : readCaption(shot.caption, labels);
  const timed = (stretch: LabelStretch | undefined): TimeSpan => {
    const within = stretch && stretches.length > 1 ? stretch.span : shot.span;
    const { startSeconds, endSeconds } = (motion && activeSpan(motion, within)) ?? within;
    return { startSeconds, endSeconds };
  };
  const named = { videoId, shotIndex: shot.index };
  const [main] = parts;
  if (!main) {
    return stretches.map((stretch) => ({
      ...named,
      span: timed(stretch),
      actor: '',
      kind: '',
      traits: '',
      action: stretch.label,
      place: '',
      rivals: stretch.others,
      text: stretch.label,
      confidence: stretch.probability,
      source: 'action',
    }));
  }
  const confidence = shot.captionConfidence ?? usualConfidence;
  const told = (part: CaptionParts, stretch: LabelStretch | undefined): EventDraft => ({
    ...named,
    span: timed(stretch),
    ...who(part),
    action: part.action,
    place: part.place,
    text: shot.caption ?? '',
    source: 'caption',
    ...judged(part, confidence, stretch, comparable),
  });
  // The classifier speaks of the one who acts first; the others have the shot's time.
  const own = stretches.find(({ label }) => sameMeaning(label, main.action)) ?? stretches[0];
  const further = stretches
    .filter((stretch) => stretch !== own)
    .map((stretch) => ({
      ...told({ ...main, action: stretch.label }, stretch),
      confidence: confidence * stretch.probability,
    }));
  return [told(main, own), ...further, ...parts.slice(1).map((part) => told(part, undefined))];
}

function who({ subject, companion }: CaptionParts): Pick<EventDraft, 'actor' | 'kind' | 'traits' | 'companion'> {
  const actor = bareName(subject);
  const kind = headNoun(subject);
  const words = wordsOf(actor);
  const at = words.indexOf(kind);
  return {
    actor,
    kind,
    traits: words.filter((_, index) => index !== at).join(' '),
    ...(companion !== undefined && { companion: bareName(companion) }),
  };
}

/** How sure a caption is in the light of what the classifier says: two that agree are surer, a rival halves it. */
function judged(
  { action }: CaptionParts,
  confidence: number,
  stretch: LabelStretch | undefined,
  comparable: boolean,
): Pick<EventDraft, 'confidence' | 'rivals'> {
  if (!stretch) return { confidence, rivals: [] };
  const { label, probability, others } = stretch;
  const rivals = [{ label, probability }, ...others].filter((rival) => !saysAll(action, rival.label));
  if (saysAll(action, label)) return { confidence: 1 - (1 - confidence) * (1 - probability), rivals };
  return { confidence: comparable ? (confidence * confidence) / (confidence + probability) : confidence, rivals };
}

/** Whether captions use the classifier's words, so that another word is another opinion and not another wording. */
function speaksOfLabels(shots: readonly Shot[], ofShot: ReadonlyMap<number, readonly LabelledWindow[]>): boolean {
  const pairs = shots.flatMap(({ caption, index }) =>
    caption === undefined
      ? []
      : (ofShot.get(index) ?? []).slice(0, 1).map(({ actions }) => ({ caption, label: actions[0]?.label ?? '' })),
  );
  return pairs.filter(({ caption, label }) => saysAll(caption, label)).length * 2 > pairs.length;
}
