// The video tools in an agent of your own, beside its other tools.
//
//   npx tsx examples/tool-in-another-agent.ts <library folder> <videos …>
import { tool } from '@langchain/core/tools';
import { createVideoTools, indexVideos, openLibrary, resolveChatModel } from 'askreel';
import { createAgent } from 'langchain';
import { z } from 'zod';

const [folder = './library', ...videos] = process.argv.slice(2);

await using library = await openLibrary(folder);
await indexVideos(library, videos);

const clock = tool(() => new Date().toISOString(), {
  name: 'current_time',
  description: 'The current time.',
  schema: z.object({}),
});

// Any LangChain chat model that calls tools will do; `offline` needs neither key nor network.
const model = resolveChatModel(process.env.ASKREEL_MODEL ?? 'offline', { apiKey: process.env.OPENAI_API_KEY });
const agent = createAgent({ model, tools: [clock, ...createVideoTools(library)] });

const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Which videos are there?' }] });
for (const message of messages) console.log(`${message.type}: ${message.text}`);
