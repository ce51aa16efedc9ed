import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { indexVideos } from '../../src/apps/api/index-videos.js';
import { openLibrary } from '../../src/apps/api/open-library.js';
import { openNamedChatModel } from '../../src/apps/open-named-chat-model.js';
import { readSettings } from '../../src/apps/settings.js';
import type { VideoLibrary } from '../../src/apps/video-library.js';
import { resolveChatModel } from '../../src/chains/chat-model.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import { ToolPromptingChatModel } from '../../src/chains/local/tool-prompting-chat-model.js';
import { describeChatModel } from './chat-model-contract.js';
import { startFakeOpenAi, type ChatRequest, type ScriptedReply } from './fake-openai-server.js';
import { ScriptedGenerator } from './scripted-generator.js';
import { scriptedMind, type MindStep } from './scripted-mind.js';

const videos = ['quiet-journey-1000001', 'silver-holiday-1000003'].map((name) =>
  fileURLToPath(new URL(`../../data/videos/${name}.mp4`, import.meta.url)),
);
const starter = JSON.parse(
  readFileSync(new URL('../../data/models/starter/askreel-pack.json', import.meta.url), 'utf8'),
) as { roles: Record<string, unknown> };

let folder: string;
let library: VideoLibrary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-chat-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  await indexVideos(library, videos);
});
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true, force: true });
});
const context = () => library;

const done = () => Promise.resolve();
describeChatModel(
  { name: 'offline', open: () => Promise.resolve({ model: new OfflineChatModel(), close: done }) },
  context,
);

const native = (step: MindStep): ScriptedReply =>
  'say' in step ? { text: step.say } : { tool: step.call, args: JSON.stringify(step.args) };
const written = (step: MindStep): string =>
  'say' in step ? step.say : `<tool_call>${JSON.stringify({ name: step.call, arguments: step.args })}</tool_call>`;

const servers: readonly (readonly [name: string, script: (request: ChatRequest) => ScriptedReply])[] = [
  ['of a server', (request) => native(scriptedMind(request.messages))],
  [
    'of a server that takes no tools',
    (request) =>
      request.tools.length > 0
        ? { status: 400, body: 'registry.ollama.ai/library/glm4:latest does not support tools' }
        : { text: written(scriptedMind(request.messages)) },
  ],
];
for (const [name, script] of servers) {
  const open = async () => {
    const server = await startFakeOpenAi(script);
    return { model: resolveChatModel(server.specification), close: server.close };
  };
  describeChatModel({ name, open, chinese: true, recovers: true }, context);
}

/** One notation of a call each, well-formed and a little damaged. */
const notations: Readonly<Record<string, (step: MindStep) => string>> = {
  'Hermes tags': written,
  'the GLM form': (step) => ('say' in step ? `\n${step.say}` : `\n${step.call}\n${JSON.stringify(step.args)}`),
  'JSON in a fence, with words, quotes of all kinds and a trailing comma': (step) =>
    'say' in step
      ? step.say
      : `Let me look.\n\`\`\`json\n{'name': "${step.call.toUpperCase()}", “parameters”：${JSON.stringify(step.args).replace('}', ',}')}}\n\`\`\``,
  'a call cut off': (step) => written(step).replace(/"?\}+<\/tool_call>$/, ''),
};
for (const [name, notation] of Object.entries(notations)) {
  const open = () => {
    const generator = new ScriptedGenerator(({ messages }) => notation(scriptedMind(messages)));
    return Promise.resolve({ model: new ToolPromptingChatModel({ generator }), close: () => generator.close() });
  };
  describeChatModel({ name: `that writes ${name}`, open, chinese: true, recovers: true }, context);
}

describe.skipIf(!('chat' in starter.roles))('the starter pack', () => {
  describeChatModel(
    { name: 'local:starter', open: () => openNamedChatModel('local:starter', readSettings({})), chinese: true },
    context,
  );
});
