import type { Answer } from '../answer.js';
import type { Moment } from '../moment.js';
import type { TimeSpan } from '../time-span.js';
import { formatSpan } from '../timestamp.js';
import type { Video } from '../video.js';
import type { CutList } from './cut-list.js';

/** Search results as cuts, best first. A moment is labelled with its caption, else with what is said there. */
export function cutsOfMoments(title: string, moments: readonly Moment[]): CutList {
  return {
    title,
    cuts: moments.map(({ videoId, videoTitle, videoPath, span, focus, score, caption, evidence }) => {
      const said = evidence.find(({ kind }) => kind === 'transcript');
      const spoken = said?.kind === 'transcript' ? said.text : undefined;
      const notes = [
        focus && `happens at ${formatSpan(focus, true)}`,
        caption !== undefined && spoken !== undefined && `said: ${spoken}`,
      ].filter((note) => typeof note === 'string');
      return {
        ...{ videoId, videoTitle, videoPath, span, score },
        label: caption ?? spoken ?? title,
        ...(notes.length > 0 && { note: notes.join('; ') }),
      };
    }),
  };
}

/** The places that an answer rests on as cuts, in the order in which it cites them. */
export function cutsOfAnswer(question: string, answer: Pick<Answer, 'citations'>): CutList {
  return {
    title: question,
    cuts: answer.citations.map(({ videoId, videoTitle, videoPath, span, note }) => ({
      ...{ videoId, videoTitle, videoPath, span },
      label: note || question,
    })),
  };
}

/** Stretches of one video as cuts, in their order; `label` says what they are. */
export function cutsOfStretches(
  { id, title, path }: Pick<Video, 'id' | 'title' | 'path'>,
  label: string,
  stretches: readonly (TimeSpan & { readonly saliency?: number })[],
): CutList {
  return {
    title: `${title}: ${label}`,
    cuts: stretches.map(({ startSeconds, endSeconds, saliency }) => ({
      ...{ videoId: id, videoTitle: title, videoPath: path, label },
      span: { startSeconds, endSeconds },
      ...(saliency !== undefined && { score: saliency }),
    })),
  };
}
