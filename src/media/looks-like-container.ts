import { open } from 'node:fs/promises';

/** Box types with which an ISO media file (MP4, MOV; ISO/IEC 14496-12) may begin. */
const isoBoxes = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'styp', 'moof']);

/** First bytes of the other containers, as hexadecimal digits. */
const signatures = [
  '1a45dfa3', // EBML: Matroska, WebM
  '52494646', // RIFF: AVI
  '464c5601', // FLV
  '000001ba', // MPEG program stream
  '000001b3', // MPEG video
  '3026b275', // ASF: WMV
  '4f676753', // Ogg
  '060e2b34', // MXF
];

/** Whether a file begins as a video container does, whatever its name: tells a damaged video from something else. */
export async function looksLikeContainer(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(189);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const start = head.toString('hex', 0, 4);
    if (bytesRead >= 8 && isoBoxes.has(head.toString('latin1', 4, 8))) return true;
    if (bytesRead === head.length && head[0] === 0x47 && head[188] === 0x47) return true; // MPEG transport stream
    return signatures.includes(start);
  } finally {
    await file.close();
  }
}
