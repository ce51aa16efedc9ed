/** A bar of `cells` characters, filled up to `share` (0 to 1). */
export function progressBar(share: number, cells = 20): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * cells);
  return '█'.repeat(filled) + '░'.repeat(cells - filled);
}
