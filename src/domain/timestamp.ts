import type { TimeSpan } from './time-span.js';

/** Seconds as a reader writes them: `0:07`, `12:34`, `1:02:03`; `precise` adds tenths: `0:07.4`. */
export function formatTimestamp(seconds: number, precise = false): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const whole = precise ? Math.floor(tenths / 10) : Math.floor(Math.max(0, seconds) + 1e-6);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  const head = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}` : String(minutes);
  return `${head}:${rest}${precise ? `.${tenths % 10}` : ''}`;
}

/** A span as `0:07–0:12`. */
export function formatSpan(span: TimeSpan, precise = false): string {
  return `${formatTimestamp(span.startSeconds, precise)}–${formatTimestamp(span.endSeconds, precise)}`;
}

/** Reads `75`, `75.5`, `1:15`, `1:02:03.5` as seconds; `undefined` for anything else. */
export function parseTimestamp(text: string): number | undefined {
  if (!/^\d+(:\d{1,2}){0,2}(\.\d+)?$/.test(text.trim())) return undefined;
  return text
    .trim()
    .split(':')
    .reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
