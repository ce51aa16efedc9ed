import { AskreelError } from '../domain/coded-error.js';
import type { Video, VideoId } from '../domain/video.js';
import type { LibraryReader } from '../library/contracts.js';
import { matchTitles, nearestTitles } from '../domain/wording/match-title.js';
import { dataText, quoteData } from './quote-data.js';
import { ToolRefusal } from './tool-refusal.js';

const titlesOffered = 8;

/** The videos that a set of tools may show: the whole library, or some of it. */
export class VideoScope {
  readonly #library: LibraryReader;
  readonly #allowed: ReadonlySet<VideoId> | undefined;

  /** Throws `VIDEO_UNKNOWN` when one of the references names no video. */
  constructor(library: LibraryReader, references?: readonly string[]) {
    this.#library = library;
    this.#allowed = references && new Set(references.map((reference) => this.#known(reference).id));
  }

  videos(): Video[] {
    const all = this.#library.videos();
    return this.#allowed ? all.filter((video) => this.#allowed?.has(video.id)) : all;
  }

  /** Ids to filter by; `undefined` means the whole library. */
  filterIds(video: Video | undefined): VideoId[] | undefined {
    if (video) return [video.id];
    return this.#allowed && [...this.#allowed];
  }

  /**
   * The video that a language model named by title (as a file, in other capitals or in part as well), id (or its first
   * digits) or path; without a name, the only video in scope, or `undefined` when there are several.
   *
   * Throws {@link ToolRefusal} with the titles to choose from, the most alike first, when nothing or more than one fits.
   */
  find(reference: string | undefined): Video | undefined {
    if (reference === undefined || reference.trim() === '') {
      const videos = this.videos();
      return videos.length === 1 ? videos[0] : undefined;
    }
    const wanted = reference.trim().replace(/^#/, '');
    const video =
      this.#library.findVideo(wanted) ??
      this.#library.findVideo(wanted.replace(/^["']|["']$/g, '')) ??
      this.#findAsShown(reference);
    if (video && (!this.#allowed || this.#allowed.has(video.id))) return video;
    const videos = this.videos();
    const titles = matchTitles(wanted, [...new Set(videos.map((one) => one.title))]);
    const meant = videos.filter(({ title }) => titles.includes(title));
    if (meant.length === 1) return meant[0];
    const several = meant.length > 1 ? ' alone, and several may be meant' : '';
    throw new ToolRefusal(`No video is called ${quoteData(reference)}${several}. ${this.#choice(wanted)}`);
  }

  /** Like {@link find}, but a video must come out. */
  require(reference: string | undefined): Video {
    const video = this.find(reference);
    if (!video) throw new ToolRefusal(`Say which video. ${this.#choice()}`);
    return video;
  }

  /** Tools show titles as {@link dataText}, which may not be how the file is called. */
  #findAsShown(wanted: string): Video | undefined {
    const shown = dataText(wanted);
    const videos = this.videos().filter((video) => dataText(video.title) === shown);
    return shown !== '' && videos.length === 1 ? videos[0] : undefined;
  }

  #choice(wanted?: string): string {
    const videos = this.videos();
    if (videos.length === 0) return 'The library holds no videos.';
    const all = videos.map(({ title }) => title);
    const titles = (wanted === undefined ? all : nearestTitles(wanted, all)).slice(0, titlesOffered).map(quoteData);
    const more = videos.length > titlesOffered ? `, … (${videos.length} in all: call list_videos)` : '';
    return `There are: ${titles.join(', ')}${more}. Call again with one of these titles.`;
  }

  #known(reference: string): Video {
    const video = this.#library.findVideo(reference);
    if (!video) {
      throw new AskreelError('VIDEO_UNKNOWN', `The library holds no video ${quoteData(reference)}.`, {
        hint: 'List the videos of the library and use one of their titles, ids or paths.',
      });
    }
    return video;
  }
}
