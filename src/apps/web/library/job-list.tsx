import { useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { Job } from '../../server/schemas/jobs.js';
import { server } from '../server/server-client.js';
import { isUnderway, useJobs } from '../server/use-jobs.js';
import { Problem } from '../settings/problem.js';
import { percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import type { Uploads } from './use-uploads.js';

/** Files being sent and indexed, live; what failed stays until it is dismissed. */
export function JobList({ uploads }: { readonly uploads: Uploads }) {
  const words = useWords();
  const jobs = useJobs();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const shown = jobs.filter(
    (job) => (isUnderway(job) || job.state === 'failed' || job.failures.length > 0) && !dismissed.includes(job.id),
  );
  if (shown.length + uploads.list.length === 0) return null;
  return (
    <section className="jobs" aria-label={words.jobs} aria-live="polite">
      {uploads.list.map(({ key, name, share, error }) => (
        <div key={key} className="job">
          {error === undefined ? (
            <Progress name={name} state={words.uploading} share={share} />
          ) : (
            <>
              <strong>{name}</strong>
              <Problem error={error} />
            </>
          )}
          <button type="button" onClick={() => uploads.dismiss(key)}>
            {error === undefined ? words.cancel : words.dismiss}
          </button>
        </div>
      ))}
      {shown.map((job) => (
        <JobLine key={job.id} job={job} onDismiss={() => setDismissed((before) => [...before, job.id])} />
      ))}
    </section>
  );
}

function JobLine({ job, onDismiss }: { readonly job: Job; readonly onDismiss: () => void }) {
  const words = useWords();
  const failure = job.error ?? job.failures[0]?.error;
  if (!isUnderway(job))
    return (
      <div className="job" role="alert">
        <span>
          <strong>{job.name}</strong>: {failure?.message ?? words.jobFailed} {failure?.hint}
        </span>
        <button type="button" onClick={onDismiss}>
          {words.dismiss}
        </button>
      </div>
    );
  return (
    <div className="job">
      <Progress
        name={job.progress.video ?? job.name}
        state={job.state === 'queued' ? words.waiting : words.indexing}
        share={job.progress.share}
      />
      <button type="button" onClick={() => void server.api.jobs[':id'].$delete({ param: { id: job.id } })}>
        {words.cancel}
      </button>
    </div>
  );
}

function Progress({ name, state, share }: { readonly name: string; readonly state: string; readonly share: number }) {
  return (
    <ProgressBar aria-label={`${state}: ${name}`} value={share * 100} className="progress">
      {({ percentage }) => (
        <>
          <span>
            {state} <strong>{name}</strong> {percent(share)}
          </span>
          <span className="bar">
            <span style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
