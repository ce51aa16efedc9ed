import { QueryClient } from '@tanstack/react-query';
import { AskreelRequestError } from '../../server/client.js';

/** Keeps what the server said. What it refused for a reason is not asked for again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !(error instanceof AskreelRequestError && error.status < 500),
      },
    },
  });
}
