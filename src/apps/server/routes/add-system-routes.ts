import type { OpenAPIHono } from '@hono/zod-openapi';
import { deleteCookie, setCookie } from 'hono/cookie';
import { sameSecret } from '../../http/request-guard.js';
import { closeSessionRoute, healthRoute, openSessionRoute, readSessionRoute } from '../contract/system-routes.js';
import type { ServerParts } from '../contracts.js';
import { isAdmitted, sessionCookie, sessionSecret } from '../guards/admit-request.js';
import { ServerFailure } from '../server-failure.js';

/** `/api/session`: open to everybody, for it tells who is let in. */
export function addSessionRoutes(app: OpenAPIHono, { settings: { guard } }: ServerParts): void {
  app.openapi(readSessionRoute, (context) =>
    context.json({ needed: guard.token !== undefined, open: isAdmitted(context, guard) }, 200),
  );

  app.openapi(openSessionRoute, (context) => {
    const { token } = context.req.valid('json');
    if (guard.token !== undefined) {
      if (!sameSecret(token, guard.token)) {
        throw new ServerFailure('UNAUTHORIZED', 'This is not the token.', {
          hint: `It is the one in ${guard.servedBy.tokenSetting} of the server.`,
        });
      }
      const secure = context.req.header('x-forwarded-proto') === 'https' || context.req.url.startsWith('https:');
      setCookie(context, sessionCookie, sessionSecret(guard.token), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure,
      });
    }
    return context.json({ needed: guard.token !== undefined, open: true }, 200);
  });

  app.openapi(closeSessionRoute, (context) => {
    deleteCookie(context, sessionCookie, { path: '/' });
    return context.body(null, 204);
  });
}

/** `/api/health`. */
export function addHealthRoute(app: OpenAPIHono, { library: { library }, settings, closing }: ServerParts): void {
  const { version, model, uploads, allowedFolders } = settings;
  app.openapi(healthRoute, (context) => {
    const { packId: id, revision, dimensions } = library.space;
    return context.json(
      {
        ...{ version, model, pack: { id, revision, dimensions }, videos: library.videos().length },
        status: closing.aborted ? ('shutting-down' as const) : ('ok' as const),
        ...(uploads && { uploads: { limitBytes: uploads.limitBytes } }),
        indexesFolders: allowedFolders.length > 0,
      },
      200,
    );
  });
}
