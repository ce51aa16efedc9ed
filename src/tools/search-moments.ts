import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { overlapSeconds } from '../domain/time-span.js';
import type { Moment } from '../domain/moment.js';
import type { ActionSpan } from '../domain/video.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import type { EvidenceField } from './evidence-line.js';
import { quoteData } from './quote-data.js';
import { scoreInWords } from './score-words.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';

const schema = z.object({
  description: z
    .string()
    .min(1)
    .describe('What is seen or said, as a caption would put it: "a red dog jumps in the snow".'),
  video: videoArgument,
  ...spanArguments,
  limit: z.number().int().min(1).max(20).nullish().describe('At most this many moments (default 5).'),
});

/** `search_moments`: a description → the moments that show or say it, best first. */
export function createSearchMomentsTool(
  { search, inspector }: VideoToolContext,
  scope: VideoScope,
): DynamicStructuredTool {
  const toFinding = (moment: Moment): Finding => ({
    video: { id: moment.videoId, title: moment.videoTitle, path: moment.videoPath },
    span: moment.span,
    fields: fieldsOf(moment, inspector.actions(moment.videoId, moment.span)),
    match: moment.score,
  });
  return createVideoTool({
    name: 'search_moments',
    description:
      'Finds the moments of the videos that match a description, best first, with start and end in seconds. Says so when nothing matches and offers the nearest moments, which then do not show what was asked for.',
    schema,
    run: async ({ description, video: reference, from, to, limit }, signal) => {
      const video = scope.find(reference ?? undefined);
      const videoIds = scope.filterIds(video);
      const span = readSpanArguments(from, to, video);
      const result = await search.search({
        description,
        ...(videoIds && { videoIds }),
        ...(span && { span }),
        ...(limit && { limit }),
        ...(signal && { signal }),
      });
      const unknown =
        result.unknownWords.length > 0
          ? `The model does not know the words ${result.unknownWords.map(quoteData).join(', ')}.`
          : '';
      const confidence = `${result.confidence.toFixed(2)} ${scoreInWords(result.confidence)}`;
      // The search tells of the best moment alone how likely it is.
      const findings = (result.verdict === 'found' ? result.moments : result.nearest).map((moment, index) => ({
        ...toFinding(moment),
        ...(index === 0 && { confidence: result.confidence }),
      }));
      if (result.verdict === 'found') {
        return {
          summary: `Verdict: found ${quoteData(description)}, confidence ${confidence}.`,
          findings,
          ...(unknown && { advice: unknown }),
        };
      }
      const offer =
        findings.length > 0 ? ' The lines below are only the nearest moments: do not claim that they show it.' : '';
      return {
        summary: `Verdict: nothing matches ${quoteData(description)}, confidence ${confidence}.${offer}`,
        findings,
        advice: `${unknown} Try other words or read_transcript; otherwise say that it could not be found.`.trim(),
      };
    },
  });
}

function fieldsOf(moment: Moment, actions: readonly ActionSpan[]): EvidenceField[] {
  const fields: EvidenceField[] = [];
  if (moment.caption !== undefined) fields.push({ name: 'caption', text: moment.caption });
  const action = actions.toSorted(
    (a, b) => overlapSeconds(b.span, moment.span) - overlapSeconds(a.span, moment.span),
  )[0];
  if (action) fields.push({ name: 'action', text: action.label, score: action.probability });
  const spoken = moment.evidence.find((evidence) => evidence.kind === 'transcript');
  if (spoken?.kind === 'transcript') fields.push({ name: 'transcript', text: spoken.text });
  return fields;
}
