import type { LookedFile, SeenFile } from './contracts.js';

type Signature = Pick<LookedFile, 'sizeBytes' | 'modifiedMs'>;

/** Whether two files, or two states of one, have one size and time. */
export function isSame(one: Signature, other: Signature): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}

/** Whether a file could not be indexed and is still what it was then. */
export function hasFailed(file: LookedFile, before: SeenFile | undefined): boolean {
  return before !== undefined && before.failedAtMs === file.changedMs && isSame(before, file);
}

/** What stays in mind of a settled file; that it failed, as long as nothing about it changes. */
export function remember(file: LookedFile, contentHash: string | undefined, before: SeenFile | undefined): SeenFile {
  const { sizeBytes, modifiedMs, device, subtitles } = file;
  const failed = hasFailed(file, before) && { failedAtMs: file.changedMs };
  return { sizeBytes, modifiedMs, device, subtitles, ...(contentHash !== undefined && { contentHash }), ...failed };
}
