import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { eventWords } from '../domain/events/event-words.js';
import type { EventMatch, MatchReason } from '../retrieval/events/contracts.js';
import { queryEvents } from '../retrieval/events/query-events.js';
import { createVideoTool, type Finding } from './create-video-tool.js';
import type { VideoToolContext } from './contracts.js';
import { eventRoles, otherCaption } from './event-roles.js';
import type { EvidenceField } from './evidence-line.js';
import { wordHeldBack } from './held-back.js';
import { pageArgument, pageOf } from './page-of.js';
import { readSpanArguments, spanArguments, videoArgument } from './span-arguments.js';
import type { VideoScope } from './video-scope.js';
import { isUnanchored, wordEventAnswer, wordTallies } from './word-event-answer.js';

const described = z.string().trim().min(1).max(300).nullish();

const schema = z.object({
  measure: z
    .enum(['count', 'duration', 'first', 'last', 'list', 'before', 'after', 'between'])
    .describe('count: how many, how often; duration: how long; first, last; list: all; before, after, between: order.'),
  about: described.describe(
    'What is counted, as a caption would put it: "a red dog jumps". Default: all that happens.',
  ),
  anchor: described.describe('For before, after and between: what to count from: "a blue cat sits down".'),
  until: described.describe('For between: where it ends.'),
  video: videoArgument,
  ...spanArguments,
  page: pageArgument,
});

/** `query_events`: numbers and order from the memory of who does what, when. */
export function createQueryEventsTool(context: VideoToolContext, scope: VideoScope): DynamicStructuredTool {
  return createVideoTool({
    name: 'query_events',
    description:
      'Counts and orders what happens, without an error of counting, in videos of any length: how many times, how long, first, last, what happens before or after something. The number comes first, then the events it rests on. before/after without about: the next event on that side; with about: those on that side, the nearest first.',
    schema,
    run: async ({ measure, about, anchor, until, video: reference, from, to, page }, signal) => {
      const video = scope.find(reference ?? undefined);
      const span = readSpanArguments(from, to, video);
      const videoIds = scope.filterIds(video);
      const query = {
        measure,
        ...(about && { about }),
        ...(anchor && { anchor }),
        ...(until && { until }),
        ...(videoIds && { videoIds }),
        ...(span && { span }),
        ...(signal && { signal }),
      };
      const answer = await queryEvents(query, context);
      const heldBack = wordHeldBack(video ? [video] : scope.videos());
      const nothing = 'No events are remembered there. Try search_moments or read_transcript.';
      if (answer.remembered === 0) return { summary: heldBack ?? nothing, findings: [] };
      const findings = isUnanchored(query, answer)
        ? []
        : [
            ...answer.anchors.map((match) => toFinding(match, eventRoles.anchor)),
            ...answer.untils.map((match) => toFinding(match, eventRoles.until)),
            ...answer.events.map((match) => toFinding(match, undefined)),
            ...answer.doubtful.map((match) => toFinding(match, eventRoles.doubtful)),
          ];
      const shown = pageOf(findings, page, 'event');
      const cut = shown.items.length < findings.length ? `Shown: ${shown.words}.` : undefined;
      const summary = [wordEventAnswer(query, answer), cut].filter((part) => part !== undefined).join(' ');
      const advice = [shown.advice, wordTallies(answer), heldBack].filter((part) => part !== undefined).join(' ');
      return { summary, findings: shown.items, ...(advice && { advice }) };
    },
  });
}

const reasons: Readonly<Record<MatchReason, string | undefined>> = {
  words: undefined,
  classifier: `the classifier says so, ${otherCaption}`,
  bystander: undefined,
  search: `found by search, ${otherCaption}`,
};

function toFinding({ video, event, reason, likelihood }: EventMatch, role: string | undefined): Finding {
  const details = [role, reasons[reason]].filter((part) => part !== undefined).join('; ');
  const fields: EvidenceField[] = [];
  if (event.source === 'caption') fields.push({ name: 'caption', text: eventWords(event), score: event.confidence });
  const [rival] = event.rivals;
  if (reason === 'classifier' && rival) fields.push({ name: 'action', text: rival.label, score: rival.probability });
  else if (event.action !== '') fields.push({ name: 'action', text: event.action, score: event.confidence });
  if (details !== '') fields.push({ name: 'details', text: details, score: likelihood });
  return { video, span: event.span, fields };
}
