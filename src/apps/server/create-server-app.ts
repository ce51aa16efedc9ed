import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { answerFailures } from './answer-failures.js';
import type { ServerParts } from './contracts.js';
import { describeApi } from './describe-api.js';
import { servePage } from './files/serve-page.js';
import { admitBearers, admitSites } from './guards/admit-request.js';
import { limitBodies } from './guards/limit-bodies.js';
import { securityHeaders } from './guards/security-headers.js';
import { refuseBadInput } from './refuse-bad-input.js';
import { addAskRoutes } from './routes/add-ask-routes.js';
import { addCompletionRoutes } from './routes/add-completion-routes.js';
import { addFeedbackRoutes } from './routes/add-feedback-routes.js';
import { addJobRoutes } from './routes/add-job-routes.js';
import { addLookingRoutes } from './routes/add-looking-routes.js';
import { addMediaRoutes } from './routes/add-media-routes.js';
import { addPlaybackRoutes } from './routes/add-playback-routes.js';
import { addSearchRoutes } from './routes/add-search-routes.js';
import { addHealthRoute, addSessionRoutes } from './routes/add-system-routes.js';
import { addThreadRoutes } from './routes/add-thread-routes.js';
import { addVideoRoutes } from './routes/add-video-routes.js';
import { ServerFailure } from './server-failure.js';

/** The server's routes behind its guards, on no port yet: `app.request` tries them. */
export function createServerApp(parts: ServerParts): OpenAPIHono {
  const { settings } = parts;
  const { guard, allowedOrigins } = settings;
  const app = new OpenAPIHono({ defaultHook: refuseBadInput });
  app.onError(answerFailures(parts));
  app.use(securityHeaders(allowedOrigins.length > 0));
  app.use(admitSites(guard, allowedOrigins));
  if (allowedOrigins.length > 0) {
    app.use(cors({ origin: [...allowedOrigins], credentials: true, exposeHeaders: ['etag', 'retry-after'] }));
  }
  app.use(limitBodies);

  addSessionRoutes(app, parts);
  app.use('/api/*', admitBearers(guard));
  app.use('/v1/*', admitBearers(guard));
  addHealthRoute(app, parts);
  addVideoRoutes(app, parts);
  addLookingRoutes(app, parts);
  addMediaRoutes(app, parts);
  addPlaybackRoutes(app, parts);
  addSearchRoutes(app, parts);
  addJobRoutes(app, parts);
  addAskRoutes(app, parts);
  addThreadRoutes(app, parts);
  addFeedbackRoutes(app, parts);
  addCompletionRoutes(app, parts);
  app.get('/api/openapi.json', (context) => context.json(describeApi(app, settings.version), 200));

  for (const base of ['/api/*', '/v1/*']) {
    app.all(base, (context) => {
      throw new ServerFailure('NOT_FOUND', `There is no ${context.req.method} at this address.`, {
        hint: 'GET /api/openapi.json says what there is.',
      });
    });
  }
  app.all('*', servePage(settings.pageFolder));
  return app;
}
