import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const partSeconds = 20;

/**
 * Makes an H.264 video of 1920×1080 at 30 frames a second out of ffmpeg's test pictures, with a cut every ten seconds.
 * A part is encoded and then repeated without encoding it again. Resolves to its path.
 */
export async function makeTestVideo(ffmpeg: string, folder: string, minutes: number): Promise<string> {
  const [part, whole] = [join(folder, 'part.mp4'), join(folder, `${minutes}-minutes.mp4`)];
  const half = `size=1920x1080:rate=30:duration=${partSeconds / 2}`;
  const sources = ['-f', 'lavfi', '-i', `testsrc2=${half}`, '-f', 'lavfi', '-i', `mandelbrot=size=1920x1080:rate=30`];
  const filter = `[1:v]trim=duration=${partSeconds / 2}[second];[0:v][second]concat=n=2:v=1:a=0,format=yuv420p`;
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '60'];
  await run(ffmpeg, ['-y', '-v', 'error', ...sources, '-filter_complex', filter, ...encoding, part]);
  const repeats = String(Math.ceil((minutes * 60) / partSeconds) - 1);
  const length = String(minutes * 60);
  await run(ffmpeg, ['-y', '-v', 'error', '-stream_loop', repeats, '-i', part, '-c', 'copy', '-t', length, whole]);
  return whole;
}
