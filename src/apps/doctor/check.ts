import { AskreelError } from '../../domain/coded-error.js';

/** One thing that the doctor looked at. */
export interface Check {
  readonly name: string;
  /** `warning`: it works, but the user should know; `problem`: something will fail. */
  readonly status: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** The next step, when there is one. */
  readonly hint?: string;
}

/** A failed look as a check. */
export function problem(name: string, error: unknown): Check {
  const detail = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
  const hint = AskreelError.isInstance(error) ? error.hint : undefined;
  return { name, status: 'problem', detail, ...(hint !== undefined && { hint }) };
}
