/** The last part of a path of any system: `/videos/my trip.mp4` and `C:\videos\my trip.mp4` end in `my trip.mp4`. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
