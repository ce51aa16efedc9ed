const sampleRate = 48_000;

/** One stretch of a reel, which ffmpeg reads as an input of its own. */
export interface ReelPart {
  readonly seconds: number;
  /** Index, in its file, of the picture's stream. */
  readonly picture: number;
  /** Index of the sound stream; absent where there is nothing to hear. */
  readonly sound?: number;
  /** Displayed size in pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a reel looks like. */
export interface ReelShape {
  /** Even sizes, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames a second that every part is brought to; absent where all parts have the same anyway. */
  readonly frameRate?: number;
  readonly withSound: boolean;
}

/** A filter graph that puts one stretch of each input behind the other, as `[video]` and, with sound, `[sound]`. */
export function reelFilter(parts: readonly ReelPart[], shape: ReelShape): string {
  const { withSound } = shape;
  const chains = parts.flatMap((part, input) => [
    `[${input}:${part.picture}]${pictureOf(part, shape)}[v${input}]`,
    ...(withSound ? [`${soundOf(part, input)}[a${input}]`] : []),
  ]);
  const order = parts.map((_, input) => `[v${input}]${withSound ? `[a${input}]` : ''}`).join('');
  const ends = withSound ? '[video][sound]' : '[video]';
  return [...chains, `${order}concat=n=${parts.length}:v=1:a=${withSound ? 1 : 0}${ends}`].join(';');
}

/** As large as it fits into the reel, with black beside it where the shapes differ. */
function pictureOf(part: ReelPart, { width, height, frameRate }: ReelShape): string {
  const ratio = Math.min(width / part.width, height / part.height);
  // A pixel more or less is not worth a black line.
  const [wide, high] = [fit(part.width * ratio, width), fit(part.height * ratio, height)];
  return [
    // What changes the rate also repeats the last frame, up to where decoding happened to end.
    ...(frameRate === undefined ? [] : [`fps=${frameRate}:start_time=0`, `trim=end=${part.seconds.toFixed(6)}`]),
    `scale=${wide}:${high}`,
    ...(wide === width && high === height ? [] : [`pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`]),
    'setsar=1',
  ].join(',');
}

function fit(size: number, room: number): number {
  return room - size <= 2 ? room : Math.max(2, Math.floor(size / 2) * 2);
}

/** Exactly as long as the picture, with silence behind sound that ends early, in one format for all parts. */
function soundOf({ seconds, sound }: ReelPart, input: number): string {
  const source =
    sound === undefined
      ? `anullsrc=r=${sampleRate}:cl=stereo`
      : `[${input}:${sound}]aresample=${sampleRate},apad=whole_len=${Math.round(seconds * sampleRate)}`;
  return `${source},aformat=channel_layouts=stereo,atrim=duration=${seconds.toFixed(6)},asetpts=PTS-STARTPTS`;
}
