/** A probability, 0 to 1, in words that a language model reads alike every time. */
export function scoreInWords(score: number): string {
  if (score >= 0.85) return 'very likely';
  if (score >= 0.6) return 'likely';
  if (score >= 0.3) return 'possible';
  return 'unlikely';
}
