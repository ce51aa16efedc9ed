/**
 * The size of a picture shrunk so that its shorter edge is `shortEdge` pixels; never enlarged. The longer edge is rounded
 * down, as in the `shortest_edge` resize of Hugging Face image processors.
 */
export function fitShortEdge(
  source: { readonly width: number; readonly height: number },
  shortEdge: number,
): { readonly width: number; readonly height: number } {
  const short = Math.min(source.width, source.height);
  const long = Math.max(source.width, source.height);
  if (shortEdge >= short) return { width: source.width, height: source.height };
  const fitted = Math.floor((shortEdge * long) / short);
  return source.width < source.height ? { width: shortEdge, height: fitted } : { width: fitted, height: shortEdge };
}
