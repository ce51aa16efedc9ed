/** One field of a protobuf message; `bytes` is empty unless it is length-delimited. */
export interface ProtobufField {
  readonly number: number;
  /** Value of a varint, cut to 32 bits; 0 for other kinds. */
  readonly value: number;
  readonly bytes: Uint8Array;
}

/**
 * The fields of a protobuf message in order; contents are views, nothing is copied. Source: the Protocol Buffers
 * encoding specification. Throws `RangeError` for bytes that are no such message.
 */
export function* protobufFields(message: Uint8Array): Generator<ProtobufField> {
  const nothing = new Uint8Array();
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = message[at];
      if (byte === undefined || scale > 2 ** 63) throw new RangeError('a number of the message does not end');
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  const skip = (length: number): Uint8Array => {
    if (at + length > message.length) throw new RangeError('the message is cut off');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const kind = tag % 8;
    if (kind === 0) yield { number, value: varint() >>> 0, bytes: nothing };
    else if (kind === 1) yield { number, value: 0, bytes: (skip(8), nothing) };
    else if (kind === 2) yield { number, value: 0, bytes: skip(varint()) };
    else if (kind === 5) yield { number, value: 0, bytes: (skip(4), nothing) };
    else throw new RangeError(`the message has a field of the unknown kind ${kind}`);
  }
}

/** A length-delimited field: its number, its length, its content. */
export function protobufBytes(number: number, bytes: Uint8Array): Uint8Array {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(value >> 7)]);
  return Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length), ...bytes]);
}
