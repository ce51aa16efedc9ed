import type { LocatedTool } from '../../media/contracts.js';
import { locateMediaTools } from '../../media/locate-media-tools.js';
import type { Settings } from '../settings.js';
import { problem, type Check } from './check.js';

/** Which ffmpeg and ffprobe are used, and whether they are old. */
export async function checkMedia(settings: Settings): Promise<Check[]> {
  try {
    const { ffmpeg, ffprobe } = await locateMediaTools(settings);
    return [toCheck('ffmpeg', ffmpeg), toCheck('ffprobe', ffprobe)];
  } catch (error) {
    return [problem('ffmpeg', error)];
  }
}

function toCheck(name: string, tool: LocatedTool): Check {
  const detail = `${tool.version}, ${tool.source}: ${tool.path}`;
  if (tool.warnings.length === 0) return { name, status: 'ok', detail };
  return { name, status: 'warning', detail, hint: tool.warnings.join(' ') };
}
