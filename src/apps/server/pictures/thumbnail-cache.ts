import type { Video } from '../../../domain/video.js';
import type { Media } from '../../../media/contracts.js';
import { WorkGate } from '../work-gate.js';

/** What {@link ThumbnailCache} needs. */
export interface ThumbnailCacheOptions {
  /** ffmpeg; located when the first picture is asked for. */
  readonly media: () => Promise<Pick<Media, 'makeThumbnail'>>;
  /** Most bytes of pictures that are kept (default 64 MiB). */
  readonly limitBytes?: number;
}

/** Pictures of moments, kept in memory; those that were asked for longest ago make room. */
export class ThumbnailCache {
  readonly #options: ThumbnailCacheOptions;
  /** In the order of use. */
  readonly #kept = new Map<string, Buffer>();
  readonly #making = new Map<string, Promise<Buffer>>();
  readonly #gate = new WorkGate({ what: 'pictures', atOnce: 2, waiting: 500 });
  #bytes = 0;

  constructor(options: ThumbnailCacheOptions) {
    this.#options = options;
  }

  /** The bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Names a picture for good: a video's id follows its content. */
  static tag({ id }: Pick<Video, 'id'>, atSeconds: number, width: number): string {
    return `${id}-${atSeconds.toFixed(2)}-${width}`;
  }

  /** A JPEG. Clients that want the same picture at the same time share the work. Throws `BUSY` and what `makeThumbnail` throws. */
  async picture(video: Video, atSeconds: number, width: number): Promise<Buffer> {
    const tag = ThumbnailCache.tag(video, atSeconds, width);
    const kept = this.#kept.get(tag);
    if (kept) {
      this.#kept.delete(tag);
      this.#kept.set(tag, kept);
      return kept;
    }
    let making = this.#making.get(tag);
    if (!making) {
      making = this.#gate
        .run(undefined, async () => (await this.#options.media()).makeThumbnail(video.path, atSeconds, { width }))
        .then((picture) => this.#keep(tag, picture))
        .finally(() => this.#making.delete(tag));
      this.#making.set(tag, making);
    }
    return making;
  }

  #keep(tag: string, picture: Buffer): Buffer {
    this.#kept.set(tag, picture);
    this.#bytes += picture.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= (this.#options.limitBytes ?? 64 * 2 ** 20)) break;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
    return picture;
  }
}
