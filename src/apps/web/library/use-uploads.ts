import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { queries } from '../server/queries.js';
import { uploadVideo } from '../server/upload.js';

/** A file that is being sent, or could not be. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly error?: unknown;
  readonly abort: AbortController;
}

/** The files that are on their way to the server. */
export interface Uploads {
  readonly list: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly dismiss: (key: number) => void;
}

/** Sends files, one after another; each becomes a job of the server. */
export function useUploads(): Uploads {
  const client = useQueryClient();
  const [list, setList] = useState<readonly Upload[]>([]);
  const last = useRef(Promise.resolve());
  const number = useRef(0);
  const dismiss = useCallback((key: number) => {
    setList((before) => {
      before.find((upload) => upload.key === key)?.abort.abort();
      return before.filter((upload) => upload.key !== key);
    });
  }, []);
  const add = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        number.current += 1;
        const upload: Upload = { key: number.current, name: file.name, share: 0, abort: new AbortController() };
        const change = (part: Partial<Upload>): void =>
          setList((before) => before.map((one) => (one.key === upload.key ? { ...one, ...part } : one)));
        setList((before) => [...before, upload]);
        last.current = last.current.then(async () => {
          if (upload.abort.signal.aborted) return;
          try {
            const options = { onProgress: (share: number) => change({ share }), signal: upload.abort.signal };
            const job = await uploadVideo(file, options);
            client.setQueryData(queries.jobs().queryKey, (known) => ({
              jobs: [job, ...(known?.jobs ?? []).filter(({ id }) => id !== job.id)],
            }));
            setList((before) => before.filter((one) => one.key !== upload.key));
          } catch (error) {
            if (!upload.abort.signal.aborted) change({ error });
          }
        });
      }
    },
    [client],
  );
  return { list, add, dismiss };
}
