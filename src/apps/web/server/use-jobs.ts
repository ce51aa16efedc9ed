import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Job } from '../../server/schemas/jobs.js';
import { queries } from './queries.js';

/** Whether a job still has something to do. */
export function isUnderway({ state }: Job): boolean {
  return state === 'queued' || state === 'running';
}

/** The server's jobs, kept up to date as they go; when one ends, so are the videos. */
export function useJobs(): readonly Job[] {
  const client = useQueryClient();
  const { data } = useQuery(queries.jobs());
  const jobs = data?.jobs ?? [];
  const followed = jobs.filter(isUnderway).map(({ id }) => id);
  const key = followed.join(' ');
  useEffect(() => {
    const sources = (key === '' ? [] : key.split(' ')).map((id) => {
      const source = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);
      const take = ({ data: text }: MessageEvent<string>): void => {
        const job = JSON.parse(text) as Job;
        client.setQueryData(queries.jobs().queryKey, (known) => ({
          jobs: (known?.jobs ?? []).map((one) => (one.id === job.id ? job : one)),
        }));
        if (isUnderway(job)) return;
        source.close();
        void client.invalidateQueries({ queryKey: ['videos'] });
        void client.invalidateQueries({ queryKey: ['health'] });
        void client.invalidateQueries({ queryKey: ['search'] });
      };
      for (const name of ['job', 'done', 'failed', 'cancelled']) source.addEventListener(name, take);
      return source;
    });
    return () => {
      for (const source of sources) source.close();
    };
  }, [key, client]);
  return jobs;
}
