import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { server } from './server-client.js';

/** What the page reads of the server: one entry each, so that whoever shows the same asks once. */
export const queries = {
  session: () => queryOptions({ queryKey: ['session'], queryFn: async () => (await server.api.session.$get()).json() }),

  health: () => queryOptions({ queryKey: ['health'], queryFn: async () => (await server.api.health.$get()).json() }),

  videos: (text: string) =>
    queryOptions({
      queryKey: ['videos', text],
      queryFn: async () => {
        const query = { limit: '500', ...(text !== '' && { text }) };
        const first = await (await server.api.videos.$get({ query })).json();
        const videos = [...first.videos];
        while (videos.length < first.total) {
          const page = await (
            await server.api.videos.$get({ query: { ...query, offset: String(videos.length) } })
          ).json();
          if (page.videos.length === 0) break;
          videos.push(...page.videos);
        }
        return { videos, total: first.total };
      },
    }),

  video: (id: string) =>
    queryOptions({
      queryKey: ['video', id],
      queryFn: async () => (await server.api.videos[':id'].$get({ param: { id } })).json(),
    }),

  transcript: (id: string) =>
    queryOptions({
      queryKey: ['transcript', id],
      queryFn: async () => (await server.api.videos[':id'].transcript.$get({ param: { id } })).json(),
    }),

  playback: (id: string) =>
    queryOptions({
      queryKey: ['playback', id],
      queryFn: async () => (await server.api.videos[':id'].playback.$get({ param: { id } })).json(),
    }),

  actions: (id: string) =>
    queryOptions({
      queryKey: ['actions', id],
      queryFn: async () => (await server.api.videos[':id'].actions.$get({ param: { id }, query: {} })).json(),
      staleTime: Infinity,
    }),

  highlights: (id: string, q: string) =>
    queryOptions({
      queryKey: ['highlights', id, q],
      queryFn: async () =>
        (await server.api.videos[':id'].highlights.$get({ param: { id }, query: { ...(q !== '' && { q }) } })).json(),
    }),

  heat: (id: string, q: string) =>
    queryOptions({
      queryKey: ['heat', id, q],
      queryFn: async ({ signal }) =>
        (await server.api.videos[':id'].heat.$get({ param: { id }, query: { q } }, { init: { signal } })).json(),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),

  where: (id: string, q: string, start: number, end: number) =>
    queryOptions({
      queryKey: ['where', id, q, start, end],
      queryFn: async ({ signal }) =>
        (
          await server.api.videos[':id'].where.$get(
            { param: { id }, query: { q, start: String(start), end: String(end) } },
            { init: { signal } },
          )
        ).json(),
      enabled: q !== '',
      staleTime: Infinity,
    }),

  search: (q: string, limit = 24) =>
    queryOptions({
      queryKey: ['search', q, limit],
      queryFn: async ({ signal }) =>
        (await server.api.search.$get({ query: { q, limit: String(limit) } }, { init: { signal } })).json(),
      enabled: q !== '',
      placeholderData: keepPreviousData,
    }),

  threads: () => queryOptions({ queryKey: ['threads'], queryFn: async () => (await server.api.threads.$get()).json() }),

  thread: (id: string) =>
    queryOptions({
      queryKey: ['thread', id],
      queryFn: async () => (await server.api.threads[':id'].$get({ param: { id } })).json(),
      retry: false,
      staleTime: Infinity,
    }),

  jobs: () => queryOptions({ queryKey: ['jobs'], queryFn: async () => (await server.api.jobs.$get()).json() }),
};
