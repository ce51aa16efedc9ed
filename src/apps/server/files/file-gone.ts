import type { Video } from '../../../domain/video.js';
import { ServerFailure } from '../server-failure.js';

/** A failure to open a video's file as what clients are told. */
export function fileGone(error: unknown, { title }: Video): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === undefined || !['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EISDIR', 'ELOOP'].includes(code)) return error;
  return new ServerFailure('FILE_GONE', `The file of "${title}" is no longer where it was indexed.`, {
    hint: 'Index the folder that it was moved to: the video is recognised by its content.',
  });
}
