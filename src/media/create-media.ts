import type { Media, MediaTools } from './contracts.js';
import { cutClip } from './cut-clip.js';
import { cutReel } from './cut-reel.js';
import { makeRendition } from './make-rendition.js';
import { makeThumbnail } from './make-thumbnail.js';
import { probeVideo } from './probe-video.js';
import { readAudio } from './read-audio.js';
import { readFrames } from './read-frames.js';
import { readImage } from './read-image.js';
import { readStreams } from './read-streams.js';
import { makeStoryboard } from './storyboard/make-storyboard.js';
import { readSubtitles } from './subtitles/read-subtitles.js';

/** Binds the functions of this room to the tools that `locateMediaTools` found. */
export function createMedia(tools: MediaTools): Media {
  return {
    tools,
    probeVideo: (path, options) => probeVideo(tools, path, options),
    readStreams: (path, signal) => readStreams(tools, path, signal),
    readFrames: (path, options) => readFrames(tools, path, options),
    readAudio: (path, options) => readAudio(tools, path, options),
    readImage: (path, options) => readImage(tools, path, options),
    readSubtitles: (path, options) => readSubtitles(tools, path, options),
    makeThumbnail: (path, timeSeconds, options) => makeThumbnail(tools, path, timeSeconds, options),
    cutClip: (path, span, outputPath, options) => cutClip(tools, path, span, outputPath, options),
    makeRendition: (path, outputPath, options) => makeRendition(tools, path, outputPath, options),
    cutReel: (pieces, outputPath, options) => cutReel(tools, pieces, outputPath, options),
    makeStoryboard: (panels, options) => makeStoryboard(tools, panels, options),
  };
}
