import { AskreelRequestError } from '../../server/client.js';
import type { ApiError } from '../../server/schemas/api-error.js';
import type { Job } from '../../server/schemas/jobs.js';

/** A file on its way, and how much of it is there. */
export interface UploadOptions {
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file and gives the job that indexes it. Throws `AskreelRequestError`. (`fetch` does not tell how much was
 * sent; `XMLHttpRequest` does.)
 */
export function uploadVideo(file: File, { onProgress, signal }: UploadOptions): Promise<Job> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/videos?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const reply = request.response as (Partial<ApiError> & { job?: Job }) | null;
      if (reply?.job) resolve(reply.job);
      else reject(new AskreelRequestError(request.status, reply?.error ?? unread));
    };
    request.onerror = () => reject(new AskreelRequestError(0, unread));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

const unread = { code: 'SERVER_FAILED', message: 'The connection to the server was lost.' } as const;
