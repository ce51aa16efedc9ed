import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import type { VideoToolContext } from '../../src/tools/contracts.js';
import { collectEvents } from './collect-events.js';

/** A chat model under test. */
export interface ContractSubject {
  readonly name: string;
  open(): Promise<{ readonly model: BaseChatModel; readonly close: () => Promise<void> }>;
  /** Understands questions in Chinese. */
  readonly chinese?: boolean;
  /** Tries again when a tool refuses its arguments. */
  readonly recovers?: boolean;
}

const question = 'When does the red car move left?';

/** What every chat model must do, asked about `quiet-journey-1000001` and `silver-holiday-1000003` of the sample videos. */
export function describeChatModel(subject: ContractSubject, context: () => VideoToolContext): void {
  describe(`the chat model ${subject.name}`, () => {
    let opened: Awaited<ReturnType<ContractSubject['open']>>;
    beforeAll(async () => {
      opened = await subject.open();
    });
    afterAll(() => opened.close());
    const agent = () => createVideoAgent({ context: context(), model: opened.model, retryDelaysMs: [1, 1] });

    it('calls a tool that looks, and cites what it found', async () => {
      const events = await collectEvents(agent().stream(question));
      const tools = events.flatMap((event) => (event.type === 'tool-started' ? [event.tool] : []));
      expect(tools.some((tool) => ['search_moments', 'caption_moment', 'recognize_actions'].includes(tool))).toBe(true);
      const last = events.at(-1);
      if (last?.type !== 'answer') throw new Error('no answer');
      expect(last.answer.found).toBe(true);
      const [citation] = last.answer.citations;
      expect(citation?.videoTitle).toBe('quiet-journey-1000001');
      expect(citation?.span.startSeconds).toBeLessThan(14.5);
      expect(citation?.span.endSeconds).toBeGreaterThan(10.2);
      expect(last.answer.text).toContain('[1]');
    });

    it('says the same streamed and at once', async () => {
      const events = await collectEvents(agent().stream(question));
      const steps = events.flatMap((event) => (event.type === 'text-delta' ? [event.step] : []));
      const words = events.flatMap((event) =>
        event.type === 'text-delta' && event.step === Math.max(...steps) ? [event.text] : [],
      );
      const answer = await agent().ask(question);
      expect(words.join('')).toBe(answer.text);
      expect(events.at(-1)).toEqual({ type: 'answer', answer });
    });

    it('owns up to what is not there', async () => {
      const answer = await agent().ask('When does the pink car move right?');
      expect(answer).toMatchObject({ found: false, citations: [] });
    });

    it('understands a question that refers to an earlier one', async () => {
      const talking = agent();
      await talking.ask(question, { threadId: 't' });
      const later = await talking.ask('What happens after that?', { threadId: 't' });
      expect(later.citations[0]?.span.startSeconds).toBeGreaterThan(13);
      expect(later.citations[0]?.span.startSeconds).toBeLessThan(18);
    });

    it('stops when asked to', async () => {
      const controller = new AbortController();
      const reading = (async () => {
        for await (const event of agent().stream(question, { signal: controller.signal }))
          if (event.type === 'tool-started') controller.abort();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
    });

    it.runIf(subject.recovers)('tries again when a tool refuses', async () => {
      const events = await collectEvents(agent().stream('When does the red car move left in the video nowhere?'));
      expect(events.filter((event) => event.type === 'tool-started').length).toBeGreaterThan(1);
      expect(events.at(-1)).toMatchObject({ type: 'answer', answer: { found: true } });
    });

    it.runIf(subject.chinese)('understands Chinese', async () => {
      const answer = await agent().ask('红色的汽车是什么时候向左移动的？');
      expect(answer.text).toMatch(/\p{Script=Han}.*\[1\]/u);
      expect(answer.citations[0]?.videoTitle).toBe('quiet-journey-1000001');
    });
  });
}
