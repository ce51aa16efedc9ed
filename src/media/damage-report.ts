/** More kinds of damage than this in one file tell the reader nothing new. */
const mostKinds = 5;

/**
 * Makes a listener for ffmpeg's messages that passes errors on, one line for each kind: damaged files repeat the same
 * complaint, with other numbers, for every block of the picture.
 */
export function createDamageReport(onWarning: (warning: string) => void): (line: string) => void {
  const kinds = new Set<string>();
  return (line) => {
    if (!/\[(error|fatal|panic)\]/.test(line)) return;
    const decoder = /^\[([^\]@]+?) @/.exec(line)?.[1];
    const message = line.replace(/^(\[[^\]]*\]\s*)+/, '').trim();
    const kind = message.replace(/-?\d+|0x[0-9a-f]+/gi, '#');
    if (message === '' || kinds.has(kind) || kinds.size >= mostKinds) return;
    kinds.add(kind);
    onWarning(`Damage met while decoding: ${decoder === undefined ? '' : `${decoder}: `}${message}`);
  };
}
