import { z } from 'zod';

/** A number that may be written as a string (`"3.5"`), as tools that pass everything as text do. */
export function numeric(schema: z.ZodNumber = z.number()): z.ZodType<number> {
  return z.preprocess(readNumber, schema);
}

function readNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
}
