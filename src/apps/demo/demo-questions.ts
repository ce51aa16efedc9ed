import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AskreelError } from '../../domain/coded-error.js';

const schema = z.array(
  z.object({
    question: z.string().min(1),
    /** Title of the only video that is asked; without it, the whole library is. */
    video: z.string().optional(),
  }),
);

/** A question of the demo. */
export type DemoQuestion = z.infer<typeof schema>[number];

/** Reads the demo's questions. Throws `BAD_ARGUMENT` for a file that is missing or of another form. */
export async function readDemoQuestions(file: string): Promise<DemoQuestion[]> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new AskreelError('BAD_ARGUMENT', `The demo's questions in ${file} cannot be read.`, {
      hint: 'Install askreel again.',
      cause,
    });
  }
}
