import type { OpenAPIHono } from '@hono/zod-openapi';
import { apiError } from './schemas/api-error.js';

const methods = ['get', 'post', 'delete'] as const;

/** The OpenAPI 3.1 document of the routes; what each of them answers to a failure is said once for all. */
export function describeApi(app: OpenAPIHono, version: string): object {
  app.openAPIRegistry.register('ApiError', apiError);
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'askreel',
      version,
      description:
        'Ask questions of your videos. All times are source seconds; errors are `{error: {code, message, hint}}`.',
    },
    security: [{ bearer: [] }],
  });
  const failure = {
    description: 'It failed; `code` says why and `hint` what to do.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } },
  };
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (operation) operation.responses = { ...operation.responses, default: failure };
    }
  }
  const bearer = { type: 'http' as const, scheme: 'bearer', description: 'Where the server has a token.' };
  return { ...document, components: { ...document.components, securitySchemes: { bearer } } };
}
