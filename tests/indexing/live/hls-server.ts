import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runProcess } from '../../../src/media/run-process.js';

/** A live HLS stream on this machine: a playlist that one-second pieces of a video pass through, faster than real time. */
export class HlsServer {
  readonly #folder: string;
  readonly #pieces: number;
  readonly #pieceMs: number;
  #server: Server | undefined;
  #port = 0;
  #startedMs = Date.now();
  /** Paths and queries that were asked for. */
  readonly asked: string[] = [];

  constructor(folder: string, pieceMs: number) {
    this.#folder = folder;
    this.#pieceMs = pieceMs;
    this.#pieces = readdirSync(folder).length;
  }

  /** Cuts a video into pieces of one second. */
  static async cut(ffmpeg: string, source: string, folder: string): Promise<void> {
    const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-r', '10', '-s', '160x120', '-an'];
    const pieces = ['-f', 'segment', '-segment_time', '1', join(folder, '%03d.ts')];
    const { exitCode, stderr } = await runProcess(ffmpeg, ['-v', 'error', '-i', source, ...encoding, ...pieces]);
    if (exitCode !== 0) throw new Error(stderr);
  }

  get address(): string {
    return `http://viewer:hunter2@127.0.0.1:${this.#port}/door/live.m3u8?key=geheim`;
  }

  /** Listens, at the same port as before; the stream has gone on meanwhile. */
  async start(): Promise<void> {
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      this.asked.push(`${url.pathname}${url.search}`);
      if (url.pathname.endsWith('.m3u8')) {
        response.setHeader('content-type', 'application/vnd.apple.mpegurl').end(this.#playlist());
        return;
      }
      const number = Number(/(\d+)\.ts$/.exec(url.pathname)?.[1] ?? 0) % this.#pieces;
      response.setHeader('content-type', 'video/mp2t');
      response.end(readFileSync(join(this.#folder, `${String(number).padStart(3, '0')}.ts`)));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  #playlist(): string {
    const last = Math.floor((Date.now() - this.#startedMs) / this.#pieceMs) + 3;
    const first = Math.max(0, last - 3);
    const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${first}`];
    for (let number = first; number <= last; number += 1) {
      if (number % this.#pieces === 0 && number > 0) lines.push('#EXT-X-DISCONTINUITY');
      lines.push('#EXTINF:1.0,', `${number}.ts`);
    }
    return `${lines.join('\n')}\n`;
  }
}
