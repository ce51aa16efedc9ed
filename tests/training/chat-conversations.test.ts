import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { VideoToolContext } from '../../src/tools/contracts.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import { parseEvidenceLine } from '../../src/tools/evidence-line.js';
import { makeConversation } from '../../training/chat/conversation.js';
import { drawHeldOutPatterns } from '../../training/chat/held-out-patterns.js';
import { drawQuestion, isHeldOutPattern } from '../../training/chat/question.js';
import { createRandom } from '../../training/playhouse/random.js';

const conversations = Array.from({ length: 400 }, (_, seed) => makeConversation(seed));
const tools = new Map(createVideoTools({ library: {} } as VideoToolContext).map((tool) => [tool.name, tool]));
const knownTools = JSON.parse(
  readFileSync(new URL('../../training/chat/known-tools.json', import.meta.url), 'utf8'),
) as string[];
const linesOf = (content: string) => content.split('\n').flatMap((line) => parseEvidenceLine(line) ?? []);

it('makes the same conversation of the same seed, and another of another', () => {
  expect(makeConversation(7)).toEqual(conversations[7]);
  expect(makeConversation(8)).not.toEqual(conversations[7]);
});

it('calls tools as their schemas take them', () => {
  const calls = conversations.flat().flatMap((message) => message.tool_calls ?? []);
  expect(new Set(calls.map((call) => call.function.name))).toEqual(new Set(knownTools));
  for (const call of calls) {
    const schema = tools.get(call.function.name)?.schema as z.ZodObject;
    expect(schema.strict().safeParse(call.function.arguments).error).toBeUndefined();
  }
});

it('cites lines that its tools returned before, and only those', () => {
  let cited = 0;
  for (const messages of conversations) {
    const numbers = new Set<number>();
    for (const { role, content } of messages) {
      if (role === 'tool') for (const line of linesOf(content)) numbers.add(line.number);
      if (role !== 'assistant') continue;
      for (const [, number] of content.matchAll(/\[(\d+)\]/g)) {
        cited += 1;
        expect([...numbers]).toContain(Number(number));
      }
    }
  }
  expect(cited).toBeGreaterThan(conversations.length / 2);
});

it('says of a search that found nothing that it found nothing, and of another what its line shows', () => {
  for (const messages of conversations) {
    messages.forEach(({ role, content }, index) => {
      const answer = messages[index + 1];
      if (role !== 'tool' || !content.startsWith('Verdict') || !answer || answer.tool_calls) return;
      if (content.startsWith('Verdict: nothing')) expect(answer.content).not.toMatch(/^(Yes|是的)/);
      const marker = /^(?:A|An) (.+?) at (\d+:\d\d–\d+:\d\d).* \[(\d+)\]\.$/.exec(answer.content);
      const line = linesOf(content).find(({ number }) => number === Number(marker?.[3]));
      if (marker) expect(line?.fields[0]?.text.replace(/^an? /, '')).toBe(marker[1]);
    });
  }
});

it('keeps the patterns of the test out of training', () => {
  const patterns = drawHeldOutPatterns(31, 200);
  expect(new Set(patterns.map(({ pattern }) => pattern)).size).toBe(200);
  expect(patterns.every(({ pattern }) => isHeldOutPattern(pattern))).toBe(true);
  const random = createRandom(5);
  const trained = new Set(Array.from({ length: 5000 }, () => drawQuestion(random, false).pattern));
  expect(patterns.filter(({ pattern }) => trained.has(pattern))).toEqual([]);
});
