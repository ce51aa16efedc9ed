import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { Video } from '../domain/video.js';
import type { ActionLocator, LocatedActions } from '../retrieval/contracts.js';
import { contentWords, wordCoverage } from '../retrieval/query-words.js';
import { inSearchLanguage } from '../domain/wording/in-search-language.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { quoteData } from './quote-data.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

/** Windows that one call shows to the clip encoder, over all videos: a second with a small model, minutes with a large one. */
const mostWindows = 64;

const actionsArgument = z
  .array(z.string().trim().min(1).max(200))
  .max(20)
  .nullish()
  .describe('Actions to look for: "jumps", "opens a door". Default: all that the model knows.');

const schema = z.object({ video: videoArgument, actions: actionsArgument, ...spanArguments, page: pageArgument });

/** `locate_actions`: when actions happen, to a tenth of a second, and how the picture moves there. */
export function createLocateActionsTool(
  context: VideoToolContext,
  locator: ActionLocator,
  scope: VideoScope,
): DynamicStructuredTool {
  return createVideoTool({
    name: 'locate_actions',
    description:
      'Says when actions happen, with their exact beginning and end, and how camera and things move there: all actions, or those that are named. Looks at the footage again, so name a video, a span or actions where you can; recognize_actions is quicker where the shot is exact enough.',
    schema,
    run: async ({ video: reference, actions: named, from, to, page }, signal, tell) => {
      const actions = named?.map((action) => inSearchLanguage(action));
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videos = video ? [video] : bestFirst(scope.videos(), actions ?? [], context);
      const located: (readonly [Video, LocatedActions])[] = [];
      let windowsLeft = mostWindows;
      for (const [index, item] of videos.entries()) {
        await tell(`looking at video ${index + 1} of ${videos.length}`);
        const found = await locator.locate({
          videoId: item.id,
          mostWindows: windowsLeft,
          ...(actions && { actions }),
          ...(span && { span }),
          ...(signal && { signal }),
        });
        windowsLeft -= found.windows.judged;
        located.push([item, found]);
      }
      const findings = located.flatMap(([item, found]) => toFindings(item, found));
      const wanted = actions && actions.length > 0 ? actions.map(quoteData).join(', ') : undefined;
      const heldBack = wordHeldBack(videos);
      if (findings.length === 0) {
        const nothing = wanted === undefined ? 'No action was found there.' : `${wanted}: not found there.`;
        return { summary: [nothing, wordLeftOut(located), heldBack].filter(Boolean).join(' '), findings };
      }
      const shown = pageOf(findings, page, 'action');
      const advice = [shown.advice, wordLeftOut(located), wordRough(located), heldBack].filter(Boolean).join(' ');
      return { summary: `Located ${shown.words}.`, findings: shown.items, ...(advice && { advice }) };
    },
  });
}

/** Videos in which indexing saw the wanted actions come first: the windows may not be enough for all. */
function bestFirst(
  videos: readonly Video[],
  actions: readonly string[],
  { inspector }: VideoToolContext,
): readonly Video[] {
  if (actions.length === 0) return videos;
  const fits = videos.map((video) => {
    const seen = inspector
      .actions(video.id)
      .filter(({ label }) => actions.some((action) => wordCoverage(contentWords(action), label) === 1));
    return { video, fit: Math.max(0, ...seen.map(({ probability }) => probability)) };
  });
  return fits.sort((a, b) => b.fit - a.fit).map(({ video }) => video);
}

function toFindings(video: Video, { actions, motion }: LocatedActions): Finding[] {
  const motionOf = new Map(motion.map(({ shot, motion: { words } }) => [shot.index, words]));
  return actions.map(({ span, label, score, shotIndex }) => {
    const words = motionOf.get(shotIndex);
    return {
      video,
      span,
      fields: [
        { name: 'action', text: label, score },
        ...(words === undefined ? [] : [{ name: 'details' as const, text: `in this shot ${words}` }]),
      ],
    };
  });
}

function wordLeftOut(located: readonly (readonly [Video, LocatedActions])[]): string | undefined {
  const leftOut = located.reduce((sum, [, { windows }]) => sum + windows.leftOut, 0);
  if (leftOut === 0) return undefined;
  return `Only the likeliest parts were looked at closely (${leftOut} windows were not): name a video, or a span with from and to, to look at the rest.`;
}

function wordRough(located: readonly (readonly [Video, LocatedActions])[]): string | undefined {
  const rough = located.filter(([, { actions, motion }]) => actions.length > 0 && motion.length === 0);
  if (rough.length === 0) return undefined;
  return 'Beginnings and ends are rough where the video was indexed before its motion was kept: indexing it again makes them exact.';
}
