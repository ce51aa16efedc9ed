import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ask } from '../server/ask.js';
import { queries } from '../server/queries.js';
import { forgetChoice, rememberChoice, rememberedText } from '../settings/remembered-choice.js';
import { askedTurn, turnAfter, type Turn } from './conversation.js';

/** A conversation that is under way. */
export interface Conversation {
  readonly thread: string;
  readonly turns: readonly Turn[];
  readonly busy: boolean;
  readonly send: (question: string, videos?: readonly string[]) => void;
  readonly stop: () => void;
  /** Goes on with another conversation; without a name a new one begins. */
  readonly resume: (thread?: string) => void;
}

/** Talks with the server; the conversation that was open when the page was left goes on. */
export function useConversation(): Conversation {
  const client = useQueryClient();
  // Of a conversation that begins now the server knows nothing.
  const [stored, setStored] = useState(() => rememberedText('thread') ?? '');
  const [thread, setThread] = useState(() => (stored === '' ? newThread() : stored));
  const [asked, setAsked] = useState<readonly Turn[]>([]);
  const under = useRef<AbortController>(undefined);
  const { data } = useQuery({ ...queries.thread(stored), enabled: stored !== '' });

  const send = useCallback(
    (question: string, videos?: readonly string[]) => {
      const controller = new AbortController();
      under.current = controller;
      const key = crypto.randomUUID();
      const change = (next: (turn: Turn) => Turn): void =>
        setAsked((before) => before.map((turn) => (turn.key === key ? next(turn) : turn)));
      setAsked((before) => [...before, askedTurn(key, question)]);
      const listen = async (): Promise<void> => {
        try {
          const options = { question, thread, signal: controller.signal, ...(videos && { videos }) };
          for await (const event of ask(options)) change((turn) => turnAfter(turn, event));
          change((turn) => (turn.state === 'asking' ? { ...turn, state: 'failed' } : turn));
          rememberChoice('thread', thread);
          void client.invalidateQueries({ queryKey: queries.threads().queryKey });
        } catch (error) {
          if (controller.signal.aborted) change((turn) => ({ ...turn, state: 'stopped' }));
          else change((turn) => ({ ...turn, state: 'failed', error }));
        }
      };
      void listen();
    },
    [client, thread],
  );
  const resume = useCallback((next?: string) => {
    under.current?.abort();
    setThread(next ?? newThread());
    setStored(next ?? '');
    if (next === undefined) forgetChoice('thread');
    else rememberChoice('thread', next);
    setAsked([]);
  }, []);
  const earlier = (data?.turns ?? []).map((turn, index): Turn => ({
    ...askedTurn(`stored ${index}`, turn.question),
    ...turn,
    state: 'answered',
  }));
  // What was asked since the page was opened is not in what was read then.
  const turns = [...earlier, ...asked];
  return {
    thread,
    turns,
    busy: asked.at(-1)?.state === 'asking',
    send,
    stop: useCallback(() => under.current?.abort(), []),
    resume,
  };
}

function newThread(): string {
  return `page-${crypto.randomUUID().slice(0, 8)}`;
}
