import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AskreelError, throwIfAborted } from '../../domain/coded-error.js';
import type { MediaTools, ReadSubtitlesOptions, SubtitleTrack } from '../contracts.js';
import { probeVideo } from '../probe-video.js';
import { extractSubtitles, isTextSubtitle } from './extract-subtitles.js';
import { findSidecars } from './find-sidecars.js';
import { parseSubtitles } from './parse-subtitles.js';
import { srtFormat } from './srt-format.js';
import { formatOfFile } from './subtitle-formats.js';

/** A place where a video's subtitles may be read from. */
interface Candidate {
  readonly origin: string;
  readonly language: string | undefined;
  read(): Promise<ReturnType<typeof parseSubtitles>>;
}

/**
 * The subtitles of a video: one track, the first that can be read of the sidecar files, then the embedded text streams;
 * tracks in the preferred language go first.
 *
 * Damaged, unreadable and picture subtitles are warnings; throws what `probeVideo` throws, and `ABORTED`.
 */
export async function readSubtitles(
  tools: MediaTools,
  path: string,
  options: ReadSubtitlesOptions = {},
): Promise<SubtitleTrack> {
  const { signal, language } = options;
  const probe = options.probe ?? (await probeVideo(tools, path, signal ? { signal } : {}));
  const sidecars = (await findSidecars(resolve(path))).map((sidecar): Candidate => {
    const format = formatOfFile(sidecar.path) ?? srtFormat;
    const read = async () => parseSubtitles(await readFile(sidecar.path), format, basename(sidecar.path));
    return { origin: sidecar.path, language: sidecar.language, read };
  });
  const streams = probe.subtitleStreams.filter(isTextSubtitle).map((stream): Candidate => {
    const origin = `stream ${stream.index}`;
    const read = async () =>
      parseSubtitles(await extractSubtitles(tools, path, stream, signal), srtFormat, `Subtitle ${origin}`);
    return { origin, language: stream.language, read };
  });
  const preferred = (candidate: Candidate): boolean => sameLanguage(candidate.language, language);
  const candidates = [...sidecars, ...streams];
  const warnings: string[] = [];
  for (const candidate of [...candidates.filter(preferred), ...candidates.filter((one) => !preferred(one))]) {
    try {
      const { cues, warnings: found } = await candidate.read();
      warnings.push(...found);
      if (cues.length > 0) return { cues, origin: candidate.origin, language: candidate.language, warnings };
    } catch (error) {
      throwIfAborted(signal);
      warnings.push(describeFailure(candidate, error));
    }
  }
  if (candidates.length === 0 && probe.subtitleStreams.length > 0) {
    warnings.push('Its subtitles are pictures, which cannot be read as text.');
  }
  return { cues: [], origin: undefined, language: undefined, warnings };
}

function describeFailure(candidate: Candidate, error: unknown): string {
  if (AskreelError.isInstance(error)) return `${error.code}: ${error.message}`;
  return `SUBTITLE_DAMAGED: ${candidate.origin} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`;
}

/** `en`, `eng` and `en-GB` are one language, as far as two letters tell. */
function sameLanguage(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one.slice(0, 2).toLowerCase() === other.slice(0, 2).toLowerCase();
}
