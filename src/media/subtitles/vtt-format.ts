import { parseCueBlocks } from './parse-cue-blocks.js';
import type { SubtitleFormat } from './subtitle-format.js';

/** Blocks that hold no cue (https://www.w3.org/TR/webvtt1/#file-structure). */
const otherBlocks = /^(WEBVTT|NOTE|STYLE|REGION)(\s|$)/;

/** WebVTT. */
export const vttFormat: SubtitleFormat = {
  name: 'WebVTT',
  extensions: ['.vtt'],
  parse(text) {
    const cueBlocks = text.split(/\n[ \t]*\n/).filter((block) => !otherBlocks.test(block.trimStart()) || hasCue(block));
    return parseCueBlocks(cueBlocks.map(withoutHeader).join('\n\n'));
  },
};

/** Some writers leave out the blank line after the header. */
function hasCue(block: string): boolean {
  return block.trimStart().startsWith('WEBVTT') && block.includes('-->');
}

function withoutHeader(block: string): string {
  return block.trimStart().startsWith('WEBVTT') ? block.slice(block.indexOf('\n') + 1) : block;
}
