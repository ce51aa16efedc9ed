/** A title as part of a file name that every file system takes: letters, digits, `.`, `_` and `-`, at most 60 of them. */
export function safeFileName(title: string): string {
  const name = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '');
  return [...name].slice(0, 60).join('') || 'video';
}
