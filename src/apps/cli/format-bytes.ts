/** A number of bytes for people, in decimal units as disks and downloads count: `1.2 GB`, `606 MB`, `12 kB`, `7 bytes`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 999.5e6) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 999.5e3) return `${formatPart(bytes / 1e6)} MB`;
  return bytes >= 1000 ? `${formatPart(bytes / 1e3)} kB` : `${bytes} bytes`;
}

function formatPart(number: number): string {
  return number < 9.95 ? number.toFixed(1) : number.toFixed(0);
}
