import { AskreelError } from '../domain/coded-error.js';

/** A failed call of a chat model: what to tell the user, and whether asking again may help. */
export interface ChatModelFailure {
  readonly error: AskreelError;
  readonly retryable: boolean;
}

/** Reads whatever a chat model threw as a `CHAT_MODEL_FAILED` of one line with the next step. */
export function readChatModelFailure(thrown: unknown): ChatModelFailure {
  if (AskreelError.isInstance(thrown)) return { error: thrown, retryable: false };
  const status = numberProperty(thrown, 'status') ?? numberProperty(thrown, 'statusCode');
  const detail = firstLine(thrown);
  if (status === 401 || status === 403)
    return failure(
      thrown,
      `The chat model refused the API key (${status}): ${detail}`,
      'Check the API key and that it may use this model.',
    );
  if (status === 404)
    return failure(
      thrown,
      `The server does not know this chat model (404): ${detail}`,
      'Check the model name and, for an own server, that the address ends as its manual says (often /v1).',
    );
  if (status === 429)
    return failure(
      thrown,
      `The chat model is out of quota or asked too often (429): ${detail}`,
      'Wait a little and ask again, or choose another model (offline always works).',
      true,
    );
  if (status !== undefined && status >= 500)
    return failure(
      thrown,
      `The chat model's server failed (${status}): ${detail}`,
      'Ask again, or look at the log of the server.',
      true,
    );
  if (status !== undefined)
    return failure(
      thrown,
      `The chat model refused the request (${status}): ${detail}`,
      'Check that the server supports tool calls and knows this model.',
    );
  if (isTimeout(thrown))
    return failure(
      thrown,
      'The chat model did not answer in time.',
      'Ask again, allow more time, or choose a faster model.',
    );
  if (isConnectionFailure(thrown))
    return failure(
      thrown,
      `The chat model's server cannot be reached: ${detail}`,
      'Check the address and that the server is running; offline needs none.',
      true,
    );
  return failure(
    thrown,
    `The chat model gave an answer that cannot be read: ${detail}`,
    'Ask again, or choose a model that supports tool calls.',
    true,
  );
}

function failure(cause: unknown, message: string, hint: string, retryable = false): ChatModelFailure {
  return { error: new AskreelError('CHAT_MODEL_FAILED', message, { hint, cause }), retryable };
}

function numberProperty(value: unknown, name: string): number | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'number' ? found : undefined;
}

function firstLine(thrown: unknown): string {
  const causes = causesOf(thrown).map((error) => error.message.split('\n', 1)[0]?.trim() ?? '');
  const text = [...new Set(causes.filter((line) => line !== ''))].slice(0, 2).join(' ');
  return (text || String(thrown)).slice(0, 200);
}

function causesOf(thrown: unknown): Error[] {
  const causes: Error[] = [];
  for (let error = thrown; error instanceof Error && causes.length < 5; error = error.cause) causes.push(error);
  return causes;
}

function isTimeout(thrown: unknown): boolean {
  return causesOf(thrown).some((error) => /timeout/i.test(error.name) || /timed out|timeout/i.test(error.message));
}

function isConnectionFailure(thrown: unknown): boolean {
  return causesOf(thrown).some(
    (error) =>
      /ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|UND_ERR/.test(String((error as NodeJS.ErrnoException).code)) ||
      /connection error|fetch failed|terminated|socket hang up/i.test(error.message),
  );
}
