import { ErrorCode, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { AskreelError } from '../../domain/coded-error.js';
import { plainLine } from '../../domain/plain-line.js';

/** The protocol's code for a resource that is not there (https://modelcontextprotocol.io/specification, Resources). */
export const resourceNotFound = -32002;

/** What a client may be told of an error: one line, with the next step; never a stack. */
export function failureWords(error: unknown): string {
  if (AskreelError.isInstance(error))
    return plainLine(`${[error.message, error.hint].filter(Boolean).join(' ')} [${error.code}]`);
  return plainLine(`This failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`);
}

/** A tool call that came to nothing, in words for the model that made it. */
export function failedCall(words: string): CallToolResult {
  return { content: [{ type: 'text', text: words }], isError: true };
}

/**
 * An error of the protocol for requests whose answer cannot carry one. The SDK's `McpError` says its code in its
 * message, and the client's side says it again.
 */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  /** JSON-RPC's number for the kind of error. */
  readonly code: number;
  /** More about it, for programs. */
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: number, message: string, data?: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** Any error as one of the protocol. */
export function toRequestFailure(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const code = AskreelError.isInstance(error) && error.code === 'BAD_ARGUMENT' ? 'InvalidParams' : 'InternalError';
  return new RequestFailure(ErrorCode[code], failureWords(error));
}
