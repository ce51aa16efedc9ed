import { readServerEvents, requireSuccess, AskreelRequestError } from '../../server/client.js';
import type { AnswerDetail, LookFinishedEvent, LookStartedEvent, TextEvent } from '../../server/schemas/answers.js';
import type { ErrorDetail } from '../../server/schemas/api-error.js';

/** What happens while a question is answered; `answer` comes last. */
export type AskEvent =
  | { readonly type: 'text'; readonly data: TextEvent }
  | { readonly type: 'look-started'; readonly data: LookStartedEvent }
  | { readonly type: 'look-finished'; readonly data: LookFinishedEvent }
  | { readonly type: 'answer'; readonly data: AnswerDetail };

/** What is asked, in which conversation and of which videos. */
export interface AskedQuestion {
  readonly question: string;
  readonly thread: string;
  readonly videos?: readonly string[];
  readonly signal: AbortSignal;
}

/** Asks and gives what happens. Throws `AskreelRequestError`, and an `AbortError` when it was stopped. */
export async function* ask({ signal, ...question }: AskedQuestion): AsyncGenerator<AskEvent> {
  const response = await fetch('/api/ask', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(question),
    signal,
  });
  for await (const { event, data } of readServerEvents(await requireSuccess(response))) {
    if (event === 'error') throw new AskreelRequestError(500, data as ErrorDetail);
    if (['text', 'look-started', 'look-finished', 'answer'].includes(event)) yield { type: event, data } as AskEvent;
  }
}
