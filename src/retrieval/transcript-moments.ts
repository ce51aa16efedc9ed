import type { Moment } from '../domain/moment.js';
import type { LibraryFilter, LibraryReader } from '../library/contracts.js';
import type { FusionWeights } from './fusion-weights.js';
import { wordCoverage } from './query-words.js';

const transcriptHits = 50;

/** Subtitle lines that hold words of the description, each as a moment of its own, best first. */
export function findTranscriptMoments(
  words: readonly string[],
  filter: LibraryFilter,
  library: LibraryReader,
  weights: FusionWeights,
): Moment[] {
  if (words.length === 0) return [];
  const videos = new Map(library.videos().map((video) => [video.id, video]));
  return library
    .searchTranscript(words.join(' '), transcriptHits, filter)
    .flatMap(({ videoId, span, text, score }): Moment[] => {
      const video = videos.get(videoId);
      const coverage = wordCoverage(words, text);
      if (!video || coverage === 0) return [];
      return [
        {
          videoId,
          videoTitle: video.title,
          videoPath: video.path,
          span,
          score: weights.transcriptProbability * coverage ** 2,
          evidence: [{ kind: 'transcript', text, span, score }],
        },
      ];
    })
    .sort((a, b) => b.score - a.score);
}

/** Whether anybody says the word in the videos searched. */
export function isSpoken(word: string, filter: LibraryFilter, library: LibraryReader): boolean {
  return library.searchTranscript(word, 3, filter).some(({ text }) => wordCoverage([word], text) === 1);
}
