import { createRequire } from 'node:module';
import { AskreelError } from '../domain/coded-error.js';
import type { LocatedTool, MediaTools } from './contracts.js';
import { runProcess } from './run-process.js';

/** Where to look before looking elsewhere. */
export interface MediaToolsOptions {
  /** Taken as they are: a given path that does not run is an error, not a reason to look on. */
  readonly ffmpegPath?: string;
  readonly ffprobePath?: string;
  /** Skip the system's programs (default false). */
  readonly packagedOnly?: boolean;
}

type ToolName = 'ffmpeg' | 'ffprobe';

/** libavcodec 59 came with ffmpeg 5.0 (January 2022). */
const oldestRecommendedCodecLibrary = 59;

const packages: Readonly<Record<ToolName, string>> = {
  ffmpeg: '@ffmpeg-installer/ffmpeg',
  ffprobe: '@ffprobe-installer/ffprobe',
};

/**
 * Finds ffmpeg and ffprobe: the given paths, else the system's, else the packaged ones.
 *
 * Throws `FFMPEG_MISSING` when a given path does not run or nothing is found.
 */
export async function locateMediaTools(options: MediaToolsOptions = {}): Promise<MediaTools> {
  const [ffmpeg, ffprobe] = await Promise.all([
    locateTool('ffmpeg', options.ffmpegPath, options.packagedOnly ?? false),
    locateTool('ffprobe', options.ffprobePath, options.packagedOnly ?? false),
  ]);
  return { ffmpeg, ffprobe };
}

async function locateTool(name: ToolName, given: string | undefined, packagedOnly: boolean): Promise<LocatedTool> {
  if (given !== undefined) {
    const tool = await inspectTool(name, given, 'given');
    if (tool instanceof Error) {
      throw new AskreelError('FFMPEG_MISSING', `${given} does not run as ${name}.`, {
        hint: `Give the path of a working ${name}, or none to use the system's or the packaged one.`,
        cause: tool,
      });
    }
    return tool;
  }
  const refusals: Error[] = [];
  if (!packagedOnly) {
    const system = await inspectTool(name, name, 'system');
    if (!(system instanceof Error)) return system;
    refusals.push(system);
  }
  try {
    const packaged = createRequire(import.meta.url)(packages[name]) as { readonly path: string };
    const tool = await inspectTool(name, packaged.path, 'packaged');
    if (!(tool instanceof Error)) return tool;
    refusals.push(tool);
  } catch (error) {
    refusals.push(error as Error);
  }
  throw new AskreelError('FFMPEG_MISSING', `No working ${name} was found.`, {
    hint: 'Install ffmpeg (for example `apt-get install ffmpeg` or `brew install ffmpeg`), or reinstall askreel with its optional parts.',
    cause: new AggregateError(refusals),
  });
}

/** Asks the program for its version; an error when it does not run or is something else. */
async function inspectTool(name: ToolName, path: string, source: LocatedTool['source']): Promise<LocatedTool | Error> {
  try {
    const { stdout, exitCode } = await runProcess(path, ['-hide_banner', '-version']);
    const version = new RegExp(`^${name} version (\\S+)`, 'm').exec(stdout)?.[1];
    const library = /^libavcodec\s+(\d+)\.\s*(\d+)/m.exec(stdout);
    if (exitCode !== 0 || version === undefined || !library) {
      return new Error(`${path} answered -version with something else (exit code ${exitCode ?? 'none'}).`);
    }
    const codecLibrary = [Number(library[1]), Number(library[2])] as const;
    const warnings =
      codecLibrary[0] < oldestRecommendedCodecLibrary
        ? [`${name} ${version} is old: newer codecs (AV1, for one) may be slow or missing; install ffmpeg 5 or newer.`]
        : [];
    return { path, version, source, codecLibrary, warnings };
  } catch (error) {
    return error as Error;
  }
}
