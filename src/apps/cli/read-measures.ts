import { InvalidArgumentError } from 'commander';

/** Bytes: `500M`, `10G`. */
export function readSize(text: string): number {
  const [, number, unit = ''] = /^(\d{1,12})([KMGT]?)i?B?$/i.exec(text.trim()) ?? [];
  const bytes = Number(number) * 1024 ** ' KMGT'.indexOf(unit.toUpperCase() || ' ');
  if (number !== undefined && bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw new InvalidArgumentError('It must be a size such as 500M or 10G.');
}

/** Milliseconds: `30s`, `10m`, `24h`, `7d`. */
export function readDuration(text: string): number {
  const [, number, unit = ''] = /^(\d{1,6})([smhd])$/i.exec(text.trim()) ?? [];
  const milliseconds = Number(number) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit.toLowerCase()] ?? 0) * 1000;
  if (milliseconds > 0) return milliseconds;
  throw new InvalidArgumentError('It must be a duration such as 30s, 10m, 24h or 7d.');
}
