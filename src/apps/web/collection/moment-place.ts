/** A moment as the page shows it, wherever it comes from. */
export interface MomentPlace {
  readonly videoId: string;
  readonly videoTitle: string;
  readonly span: { readonly startSeconds: number; readonly endSeconds: number };
  readonly label: string;
  readonly score?: number;
}

/** Whether two are the same stretch of the same video. */
export function sameMoment(a: MomentPlace, b: MomentPlace): boolean {
  return (
    a.videoId === b.videoId && a.span.startSeconds === b.span.startSeconds && a.span.endSeconds === b.span.endSeconds
  );
}

/** Address of a picture of a video. */
export function thumbnailAddress(videoId: string, atSeconds: number, width = 320): string {
  return `/api/videos/${videoId}/thumbnail?at=${atSeconds.toFixed(2)}&width=${width}`;
}

/** The middle of a stretch, in seconds: what its picture shows. */
export function middleOf({ startSeconds, endSeconds }: MomentPlace['span']): number {
  return (startSeconds + endSeconds) / 2;
}
