import type { TerminalStreams } from '../../src/apps/cli/terminal.js';

/** Streams that keep what is written. */
export function captureStreams(terminal: { readonly isTTY: boolean; readonly columns?: number }): TerminalStreams & {
  out(): string;
  err(): string;
} {
  const written = { out: '', err: '' };
  return {
    stdout: { ...terminal, write: (text: string) => (written.out += text) },
    stderr: { ...terminal, write: (text: string) => (written.err += text) },
    out: () => written.out,
    err: () => written.err,
  };
}
