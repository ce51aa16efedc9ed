import type { CutList, CutSource } from './cut-list.js';
import { fileName } from './file-name.js';
import { editorRate, timelineRate, type FrameRate } from './frame-rate.js';
import { plainLine } from '../plain-line.js';
import { layOutTimeline, startFrame, type Timeline, type TimelineEvent } from './timeline.js';

/**
 * Cuts as a Final Cut Pro project (FCPXML 1.9, which Final Cut Pro 10.4.9 and later and DaVinci Resolve read): every video
 * is an asset, every cut an `asset-clip` of one spine, with what it shows as its note and as a marker. All times are exact
 * fractions on frame boundaries of the sequence, whose rate `layOutTimeline` chooses.
 *
 * Source: https://developer.apple.com/documentation/professional-video-applications/fcpxml-reference
 */
export function writeFcpxml(list: CutList, sources: readonly CutSource[]): string {
  const timeline = layOutTimeline(list, sources);
  const { rate } = timeline;
  const first = timeline.sources[0];
  const ids = new Map(timeline.sources.map((source, index) => [source, `r${2 + 2 * index}`]));
  const name = plainLine(list.title) || 'askreel';
  const sequenceFormat = element('format', { id: 'r1', frameDuration: ticks(1, rate), ...sizeOf(first) });
  const end = timeline.events.at(-1)?.recordOut ?? 0;
  const sequence = {
    format: 'r1',
    duration: ticks(end, rate),
    tcStart: '0s',
    tcFormat: timeline.dropFrame ? 'DF' : 'NDF',
    audioLayout: 'stereo',
    audioRate: '48k',
  };
  const clips = timeline.events.map((event) => clipOf(event, timeline, ids.get(event.source) ?? ''));
  const spine = element('spine', {}, clips);
  const project = element('project', { name }, [element('sequence', sequence, [spine])]);
  const assets = timeline.sources.flatMap((source, index) => assetOf(source, timeline, index));
  const root = element('fcpxml', { version: '1.9' }, [
    element('resources', {}, [sequenceFormat, ...assets]),
    element('library', {}, [element('event', { name: 'askreel' }, [project])]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${root}\n`;
}

/** A video as an asset, and the format that it has. */
function assetOf(source: CutSource, timeline: Timeline, index: number): string[] {
  const { sound, averageFrameRate, durationSeconds } = source;
  const own = averageFrameRate === undefined ? undefined : editorRate(averageFrameRate);
  const format = `r${3 + 2 * index}`;
  const known: Readonly<Record<string, string>> = own
    ? { frameDuration: ticks(1, own) }
    : { name: 'FFVideoFormatRateUndefined' };
  // The length in the video's own frames where it has a rate: the timeline's may not fit into it.
  const counted = own ?? timelineRate(averageFrameRate);
  const length = Math.max(1, Math.floor((durationSeconds * counted.frames) / counted.seconds + 1e-6));
  const asset = {
    id: `r${2 + 2 * index}`,
    name: plainLine(fileName(source.path)),
    start: ticks(startFrame(source, timeline), timeline.rate),
    duration: ticks(length, counted),
    hasVideo: '1',
    format,
    videoSources: '1',
    ...(sound && { hasAudio: '1', audioSources: '1', audioChannels: String(sound.channels ?? 2) }),
    ...(sound?.sampleRate !== undefined && { audioRate: String(sound.sampleRate) }),
  };
  const media = element('media-rep', { kind: 'original-media', src: source.url });
  return [element('format', { id: format, ...known, ...sizeOf(source) }), element('asset', asset, [media])];
}

function clipOf({ cut, ...at }: TimelineEvent, { rate, dropFrame }: Timeline, ref: string): string {
  const start = ticks(at.sourceIn, rate);
  const duration = ticks(at.sourceOut - at.sourceIn, rate);
  const note = [cut.label, cut.note].filter(Boolean).join(' – ');
  return element(
    'asset-clip',
    {
      ref,
      offset: ticks(at.recordIn, rate),
      name: plainLine(cut.videoTitle),
      start,
      duration,
      tcFormat: dropFrame ? 'DF' : 'NDF',
    },
    [
      element('note', {}, escapeXml(note)),
      element('marker', { start, duration: ticks(1, rate), value: plainLine(cut.label) || plainLine(cut.videoTitle) }),
    ],
  );
}

function sizeOf(source: CutSource | undefined): Record<string, string> {
  return source ? { width: String(source.width), height: String(source.height) } : {};
}

/** A count of frames as a fraction of seconds: `1001/30000s`. */
function ticks(frames: number, rate: FrameRate): string {
  return frames === 0 ? '0s' : `${frames * rate.seconds}/${rate.frames}s`;
}

function element(name: string, attributes: Readonly<Record<string, string>>, content?: string | string[]): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const head = `<${name}${words.join('')}`;
  if (content === undefined) return `${head}/>`;
  const inside = typeof content === 'string' ? content : content.map((child) => `\n${indent(child)}`).join('') + '\n';
  return `${head}>${inside}</${name}>`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

/** Text for an element or an attribute: one line, marks escaped. */
function escapeXml(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return plainLine(text).replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
