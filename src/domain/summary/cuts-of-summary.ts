import type { CutList } from '../cut-lists/cut-list.js';
import type { VideoSummary } from './video-summary.js';

/** The chapters of a summary as cuts, for `exportCuts`: a film of each, an edit list, a storyboard, … */
export function cutsOfSummary({ video, chapters }: Pick<VideoSummary, 'video' | 'chapters'>): CutList {
  return {
    title: video.title,
    cuts: chapters.map(({ span, title }) => ({
      videoId: video.id,
      videoTitle: video.title,
      videoPath: video.path,
      span,
      label: title,
    })),
  };
}
