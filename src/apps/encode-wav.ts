/**
 * A WAV file of one channel.
 *
 * @param samples float32, -1 to 1; stored as 16-bit PCM.
 * @param sampleRate samples a second.
 */
export function encodeWav(samples: Float32Array, sampleRate: number): Uint8Array<ArrayBuffer> {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const name = (at: number, text: string): void =>
    [...text].forEach((sign, index) => view.setUint8(at + index, sign.charCodeAt(0)));
  name(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  // PCM, one channel.
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, bytes, true);
  samples.forEach((value, index) => {
    view.setInt16(44 + index * 2, Math.round(Math.min(1, Math.max(-1, value)) * 32_767), true);
  });
  return new Uint8Array(view.buffer);
}
