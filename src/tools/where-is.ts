import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { TimeSpan } from '../domain/time-span.js';
import type { Video } from '../domain/video.js';
import type { SpatialLocator, Tube } from '../retrieval/contracts.js';
import type { VideoToolContext } from './contracts.js';
import { createVideoTool, type Finding, type ToolReport } from './create-video-tool.js';
import type { EvidenceField } from './evidence-line.js';
import { wordHeldBack } from './held-back.js';
import { pathInWords } from './place-words.js';
import { quoteData } from './quote-data.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import { ToolRefusal } from './tool-refusal.js';
import type { VideoScope } from './video-scope.js';

/** Without a span, the thing is looked for in so many of the moments that the search finds. */
const momentsMost = 3;
/** Longer spans take minutes to decode. */
const longestSeconds = 120;

const schema = z.object({
  description: z.string().min(1).describe('What to find in the frame, as a caption would put it: "a red dog".'),
  video: videoArgument,
  ...spanArguments,
});

interface Place {
  readonly video: Pick<Video, 'id' | 'title' | 'path'>;
  readonly span: TimeSpan;
}

/** `where_is`: where in the frame something is, over time. Needs a locator. */
export function createWhereIsTool(
  { search }: Pick<VideoToolContext, 'search'>,
  locator: SpatialLocator,
  scope: VideoScope,
): DynamicStructuredTool {
  return createVideoTool({
    name: 'where_is',
    description:
      'Says where in the picture something is and how it moves there (left, centre, right, top, bottom, box in per cent), for questions such as "on which side is the dog?". Without from and to it searches for the moments first.',
    schema,
    run: async ({ description, video: reference, from, to }, signal, tell) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const heldBack = wordHeldBack(video ? [video] : scope.videos());
      const places = span ? [exactPlace(scope.require(reference ?? undefined), span)] : await searchPlaces(video);
      const findings: Finding[] = [];
      for (const [index, place] of places.entries()) {
        await tell(`looking at moment ${index + 1} of ${places.length}`);
        const tubes = await locator.whereIs({
          videoId: place.video.id,
          description,
          span: place.span,
          ...(signal && { signal }),
        });
        findings.push(...tubes.map((tube) => toFinding(place.video, tube)));
      }
      return report(description, findings, heldBack);

      async function searchPlaces(inside: Video | undefined): Promise<Place[]> {
        const videoIds = scope.filterIds(inside);
        const wanted = { description, limit: momentsMost, ...(videoIds && { videoIds }), ...(signal && { signal }) };
        const { moments } = await search.search(wanted);
        return moments.map((moment) => ({
          video: { id: moment.videoId, title: moment.videoTitle, path: moment.videoPath },
          span: moment.span,
        }));
      }
    },
  });
}

function exactPlace(video: Video, { startSeconds, endSeconds }: TimeSpan): Place {
  const span = { startSeconds, endSeconds: Math.min(endSeconds, video.durationSeconds) };
  if (span.endSeconds - span.startSeconds <= longestSeconds) return { video, span };
  throw new ToolRefusal(
    `The span is too long to look at frame by frame: at most ${longestSeconds} s. Call again with less.`,
  );
}

function toFinding(video: Place['video'], tube: Tube): Finding {
  const told = tube.approximate ? `${tube.description}, roughly` : tube.description;
  const fields: EvidenceField[] = [
    { name: 'details', text: `${told}: ${pathInWords(tube.boxes)}`, ...(!tube.approximate && { score: tube.score }) },
  ];
  if (tube.action) fields.push({ name: 'action', text: tube.action.label, score: tube.action.probability });
  return { video, span: tube.span, fields };
}

function report(description: string, findings: readonly Finding[], heldBack: string | undefined): ToolReport {
  if (findings.length === 0) {
    const nothing = `${quoteData(description)} was not found in the picture. Say so, or try other words or search_moments.`;
    return { summary: [nothing, heldBack].filter((part) => part !== undefined).join(' '), findings };
  }
  return {
    summary: `Where ${quoteData(description)} is in the picture, from the first to the last time of each line.`,
    findings,
    ...(heldBack !== undefined && { advice: heldBack }),
  };
}
