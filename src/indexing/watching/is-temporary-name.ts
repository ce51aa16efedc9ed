/** Marks of files that another program still writes: `film.part.mp4`, `film.crdownload`, `~film.mp4`, `film.mp4~`. */
const temporary = /^[.~]|~$|~\.[^.]*$|\.(part|partial|crdownload|download|tmp|temp)(\.[^.]*)?$/i;

/** Whether a file's name says that it is hidden or not yet what it will be. */
export function isTemporaryName(name: string): boolean {
  return temporary.test(name);
}
