/**
 * Conversations for training the small chat model, one JSON string a line, rendered with the model's own chat template:
 * `npx tsx training/chat/main.ts --seed S --count N`. `--patterns N` prints N held-out questions with their
 * prompts and the calls expected of them instead. A share of them (`--held`, none unless told) is held by the offline rules about Playhouse episodes.
 */
import { Template } from '@huggingface/jinja';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { TemplateMessage } from '../../src/encoders/text-generator.js';
import { createVideoTools } from '../../src/tools/create-video-tools.js';
import type { VideoToolContext } from '../../src/tools/contracts.js';
import { createRandom } from '../playhouse/random.js';
import { holdConversations } from './held-conversations.js';
import { makeConversation } from './conversation.js';
import { drawHeldOutPatterns } from './held-out-patterns.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '0' },
    count: { type: 'string', default: '10' },
    held: { type: 'string', default: '0' },
    patterns: { type: 'string' },
  },
});
const [seed, count] = [Number(values.seed), Number(values.count)];

/** Seeds below 1,000,000 belong to training; the first hundred thousand are those of the films. */
function trainingSeed(from: number, episode: number): number {
  return 100_000 + ((from * 7 + episode) % 900_000);
}

const template = new Template(readFileSync(new URL('chat-template.jinja', import.meta.url), 'utf8'));
const known = JSON.parse(readFileSync(new URL('known-tools.json', import.meta.url), 'utf8')) as string[];
// Only names and parameters are read of them: no tool is ever run here.
const tools = createVideoTools({ library: {} } as VideoToolContext)
  .filter(({ name }) => known.includes(name))
  .map((tool) => convertToOpenAITool(tool));

if (values.patterns !== undefined) {
  for (const row of drawHeldOutPatterns(seed, Number(values.patterns))) {
    const messages = [{ role: 'user', content: row.question }];
    const prompt = template.render({ messages, tools, add_generation_prompt: true });
    console.log(JSON.stringify({ ...row, prompt }));
  }
} else {
  const lines: string[] = [];
  const held: TemplateMessage[][] = [];
  for (let episode = 0; held.length < count * Number(values.held); episode += 1)
    held.push(...(await holdConversations(trainingSeed(seed, episode), known)));
  for (let index = 0; index < count; index += 1) {
    const random = createRandom(seed + index + 77_000_000);
    const messages = held.pop() ?? makeConversation(seed + index);
    const calls = messages.flatMap((message) => message.tool_calls ?? []);
    const used = new Set(calls.map((call) => call.function.name));
    const shown = random.shuffle(tools).filter((tool) => used.has(tool.function.name) || random.chance(0.85));
    lines.push(JSON.stringify(template.render({ messages, tools: random.chance(0.5) ? tools : shown })));
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
