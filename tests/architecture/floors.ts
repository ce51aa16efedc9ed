import { targetOf, type SourceFile } from './source-files.js';

/** The rooms and the floor each lies on; `src/index.ts` is the roof. */
export const floors: Readonly<Record<string, number>> = {
  domain: 0,
  media: 1,
  encoders: 1,
  library: 1,
  packs: 2,
  indexing: 2,
  retrieval: 2,
  tools: 3,
  chains: 4,
  evaluation: 5,
  apps: 6,
};

/** The room that a file of `src` lies in; `undefined` for files of `src` itself. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** Imports that run up, or sideways to another room of the same floor, one line each. */
export function wrongArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.specifiers.flatMap((specifier) => {
      const target = targetOf(file, specifier);
      if (target === undefined) return [];
      const [from, to] = [roomOf(file.path), roomOf(target)];
      // Only the roof lies in no room: it may see everything, and nothing may see it.
      if (from === undefined || (from === to && from in floors)) return [];
      const [fromFloor, toFloor] = [floors[from] ?? -1, to === undefined ? Infinity : (floors[to] ?? Infinity)];
      return fromFloor > toFloor ? [] : [`${file.path} → ${target}`];
    }),
  );
}

/** Files that import each other round, as `a → b → a`; one line for each way back that is found. */
export function cycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map((file) => [file.path, file.specifiers.flatMap((specifier) => targetOf(file, specifier) ?? [])]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}
