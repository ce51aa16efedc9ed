import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import type { TimeSpan } from '../domain/time-span.js';
import type { ActionSpan, Video } from '../domain/video.js';
import type { ShotLabels } from '../retrieval/contracts.js';
import { inSearchLanguage } from '../domain/wording/in-search-language.js';
import { createVideoTool, type Finding, type ToolReport } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { quoteData } from './quote-data.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

const labelsArgument = z
  .array(z.string().trim().min(1).max(200))
  .min(2)
  .max(50)
  .nullish()
  .describe('Phrases to choose from instead of the classifier’s own actions, 2 to 50: "a red bus", "a person dances".');

const schema = z.object({ video: videoArgument, ...spanArguments, labels: labelsArgument, page: pageArgument });

/** `recognize_actions`: which action, or which of some phrases, each shot shows, in time order. */
export function createRecognizeActionsTool({ inspector }: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  return createVideoTool({
    name: 'recognize_actions',
    description:
      'Names the action that the action classifier sees in each shot of a video or of a span of it, in time order, with its probability. With labels it says instead which of those phrases each shot fits best.',
    schema,
    run: async ({ video: reference, from, to, labels, page }) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videos = video ? [video] : scope.videos();
      if (labels)
        return labelReport(
          await labelVideos(
            videos,
            labels.map((label) => inSearchLanguage(label)),
            span,
            inspector,
          ),
          videos,
          page,
        );
      const findings = videos.flatMap((item) => inspector.actions(item.id, span).map(toFinding(item)));
      const nothing = 'No action was recognised there. Try caption_moment or search_moments.';
      return report(findings, { videos, page, nothing, verb: 'Recognised', noun: 'action' });
    },
  });
}

interface LabelledVideos extends Pick<ShotLabels, 'unknown'> {
  readonly findings: readonly Finding[];
}

async function labelVideos(
  videos: readonly Video[],
  labels: readonly string[],
  span: TimeSpan | undefined,
  inspector: VideoToolContext['inspector'],
): Promise<LabelledVideos> {
  const findings: Finding[] = [];
  let unknown: ShotLabels['unknown'] = [];
  for (const video of videos) {
    const labelled = await inspector.labelShots(video.id, labels, span);
    findings.push(...labelled.actions.map(toFinding(video)));
    if (labelled.unknown.length > 0) unknown = labelled.unknown;
  }
  return { findings, unknown };
}

function labelReport(
  { findings, unknown }: LabelledVideos,
  videos: readonly Video[],
  page: number | null | undefined,
): ToolReport {
  const leftOut = wordUnknown(unknown);
  if (leftOut && findings.length === 0) {
    const tooFew = `${leftOut} Too few labels are left to choose from: call again with other words.`;
    return { summary: [tooFew, wordHeldBack(videos)].filter((part) => part !== undefined).join(' '), findings };
  }
  const nothing = 'No shot could be labelled there.';
  const advice = [
    leftOut,
    'Each shot has the likeliest of the labels given, which may all be wrong: a probability is its share among them.',
  ];
  return report(findings, { videos, page, nothing, verb: 'Labelled', noun: 'shot', advice });
}

function wordUnknown(unknown: ShotLabels['unknown']): string | undefined {
  if (unknown.length === 0) return undefined;
  const parts = unknown.map(({ label, words }) => `${quoteData(label)} (${words.map(quoteData).join(', ')})`);
  return `Left out, because the model does not know a word of them: ${parts.join('; ')}.`;
}

interface Wording {
  readonly videos: readonly Video[];
  readonly page: number | null | undefined;
  readonly nothing: string;
  readonly verb: string;
  readonly noun: string;
  readonly advice?: readonly (string | undefined)[];
}

function report(findings: readonly Finding[], { videos, page, nothing, verb, noun, advice = [] }: Wording): ToolReport {
  const heldBack = wordHeldBack(videos);
  if (findings.length === 0) return { summary: heldBack ?? nothing, findings };
  const shown = pageOf(findings, page, noun);
  const said = [shown.advice, ...advice, heldBack].filter((part) => part !== undefined).join(' ');
  return { summary: `${verb} ${shown.words}.`, findings: shown.items, ...(said && { advice: said }) };
}

function toFinding(video: Video): (action: ActionSpan) => Finding {
  return ({ span, label, probability }) => ({
    video,
    span,
    fields: [{ name: 'action', text: label, score: probability }],
  });
}
