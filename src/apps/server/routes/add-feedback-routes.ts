import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Feedback, JudgedPlace } from '../../../domain/feedback/feedback.js';
import { recordFeedback, type GivenFeedback, type GivenPlace } from '../../api/feedback.js';
import { addFeedbackRoute, listFeedbackRoute, removeFeedbackRoute } from '../contract/feedback-routes.js';
import type { ServerParts } from '../contracts.js';
import { requireVideo } from '../require-video.js';
import type { FeedbackBody, FeedbackDetail } from '../schemas/feedback.js';
import { ServerFailure } from '../server-failure.js';

/** `/api/feedback`. */
export function addFeedbackRoutes(app: OpenAPIHono, { library, gates }: ServerParts): void {
  const readPlace = ({ videoId, span }: { videoId: string; span: GivenPlace['span'] }): GivenPlace => {
    return { video: requireVideo(library.library, videoId).id, span };
  };
  const readBody = (body: FeedbackBody): GivenFeedback => {
    const { verdict } = body;
    if (body.kind === 'moment') return { kind: 'moment', verdict, query: body.query, ...readPlace(body) };
    const { question, text, citations = [] } = body;
    return { kind: 'answer', verdict, question, text, citations: citations.map(readPlace) };
  };

  app.openapi(addFeedbackRoute, async (context) => {
    const given = readBody(context.req.valid('json'));
    const { signal } = context.req.raw;
    const kept = await gates.searches.run(signal, () => recordFeedback(library, given, { signal }));
    return context.json(feedbackDetail(kept), 201);
  });

  app.openapi(listFeedbackRoute, (context) => {
    const { kind, q, offset, limit } = context.req.valid('query');
    const { feedback, total } = library.feedback.list({
      ...{ offset, limit },
      ...(kind && { kind }),
      ...(q !== undefined && { query: q }),
    });
    const fitted = library.ranking.fitted();
    return context.json(
      {
        feedback: feedback.map(feedbackDetail),
        total,
        ...(fitted && { fitted: { fittedAt: fitted.fittedAt, queries: fitted.queries, heldOut: fitted.heldOut } }),
      },
      200,
    );
  });

  app.openapi(removeFeedbackRoute, (context) => {
    const { id } = context.req.valid('param');
    if (!library.feedback.remove(id)) {
      throw new ServerFailure('NOT_FOUND', `There is no feedback ${id}.`, {
        hint: 'GET /api/feedback lists what is kept.',
      });
    }
    return context.body(null, 204);
  });
}

function feedbackDetail(feedback: Feedback): FeedbackDetail {
  const { id, givenAt, verdict, query, text } = feedback;
  if (feedback.kind === 'answer') {
    const { kind, citations } = feedback;
    return { ...{ kind, id, givenAt, verdict, text }, question: query, citations: citations.map(placeDetail) };
  }
  const { kind, ranked } = feedback;
  return {
    ...{ kind, id, givenAt, verdict, query, text, ...placeDetail(feedback) },
    ...(ranked && { rank: ranked.rank }),
  };
}

function placeDetail({ videoId, videoTitle, span }: JudgedPlace): JudgedPlace {
  return { videoId, videoTitle, span };
}
