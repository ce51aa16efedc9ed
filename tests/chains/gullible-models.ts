import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import { openNamedChatModel, type OpenedChatModel } from '../../src/apps/open-named-chat-model.js';
import { packFolder } from '../../src/apps/locations.js';
import { readSettings } from '../../src/apps/settings.js';
import { resolveChatModel } from '../../src/chains/chat-model.js';
import { templateMessages } from '../../src/chains/local/template-messages.js';
import { loadPack } from '../../src/encoders/load-model-pack.js';
import { LocalTextGenerator } from '../../src/encoders/local-text-generator.js';
import type { GenerateOptions, TextGenerator } from '../../src/encoders/text-generator.js';
import { startFakeOpenAi } from './fake-openai-server.js';
import { gullibleMind } from './gullible-mind.js';
import type { MindMessage, MindStep } from './scripted-mind.js';

const written = (step: MindStep): string =>
  'say' in step ? step.say : `<tool_call>${JSON.stringify({ name: step.call, arguments: step.args })}</tool_call>`;

/** The gullible mind as a LangChain chat model of its own. */
class GullibleChatModel extends BaseChatModel {
  override _llmType(): string {
    return 'gullible';
  }

  override bindTools(): this {
    return this;
  }

  override _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const step = gullibleMind(templateMessages(messages));
    const id = `call-${messages.length}`;
    const calls = 'say' in step ? [] : [{ name: step.call, args: { ...step.args }, id, type: 'tool_call' as const }];
    const message = new AIMessage({ content: 'say' in step ? step.say : '', tool_calls: calls });
    return Promise.resolve({ generations: [{ text: message.text, message }] });
  }
}

/** The mind behind the prompt that the starter pack's own chat template makes: it reads turns where control tokens stand. */
class GullibleGenerator implements TextGenerator {
  readonly contextTokens = 100_000;
  readonly maxNewTokens = 1000;

  constructor(private readonly template: Pick<TextGenerator, 'render' | 'countTokens' | 'close'>) {}

  render: TextGenerator['render'] = (messages, tools) => this.template.render(messages, tools);
  countTokens: TextGenerator['countTokens'] = (text) => this.template.countTokens(text);
  close: TextGenerator['close'] = () => this.template.close();

  generate(prompt: string, { onText }: GenerateOptions = {}): Promise<string> {
    const turns = [...prompt.matchAll(/<\|(system|user|assistant|observation)\|>\n?([^]*?)(?=<\|\w+\|>|$)/g)];
    const messages = turns.map(([, role = '', content = '']): MindMessage => ({
      role: role === 'observation' ? 'tool' : role,
      content: content.trim(),
    }));
    const text = written(gullibleMind(messages));
    onText?.(text);
    return Promise.resolve(text);
  }
}

const nothing = (): Promise<void> => Promise.resolve();

/** The gullible mind in every way that a chat model is spoken to. */
export const gullibleModels: Readonly<Record<string, () => Promise<OpenedChatModel>>> = {
  'called directly': () => Promise.resolve({ model: new GullibleChatModel({}), close: nothing }),
  'behind a server': async () => {
    const server = await startFakeOpenAi(({ messages }) => {
      const step = gullibleMind(messages);
      return 'say' in step ? { text: step.say } : { tool: step.call, args: JSON.stringify(step.args) };
    });
    return { model: resolveChatModel(server.specification), close: server.close };
  },
  'behind a server that takes no tools': async () => {
    const server = await startFakeOpenAi(({ messages, tools }) =>
      tools.length > 0 ? { status: 400, body: 'it does not support tools' } : { text: written(gullibleMind(messages)) },
    );
    return { model: resolveChatModel(server.specification), close: server.close };
  },
  'behind a chat template': async () => {
    const settings = readSettings({ ASKREEL_PROVIDERS: 'cpu' });
    const pack = await loadPack(packFolder('starter', settings), { verify: 'size' });
    const role = pack.manifest.roles.chat;
    if (!role) throw new Error('The starter pack has no chat model.');
    const generator = new GullibleGenerator(new LocalTextGenerator(pack, role));
    const { model } = await openNamedChatModel('local:starter', settings, { openLocal: () => generator });
    return { model, close: () => generator.close() };
  },
};
