import { chatModelSpecification } from '../chat-model-settings.js';
import { openNamedChatModel } from '../open-named-chat-model.js';
import type { Settings } from '../settings.js';
import { problem, type Check } from './check.js';

/** Which chat model answers and whether it has the key or the files it needs. Nothing is sent to it or loaded. */
export async function checkChatModel(given: string | undefined, settings: Settings): Promise<Check> {
  const name = 'chat model';
  const wanted = chatModelSpecification(given, settings);
  const keyWords = settings.openaiApiKey === undefined ? 'OPENAI_API_KEY is not set' : 'OPENAI_API_KEY is set';
  try {
    const { close } = await openNamedChatModel(given, settings);
    await close();
    const stays = /^(offline$|local:)/.test(wanted);
    const where = stays ? 'nothing leaves this machine' : 'questions and tool results are sent there';
    return { name, status: 'ok', detail: `${wanted} (${where}); ${keyWords}` };
  } catch (error) {
    return problem(name, error);
  }
}
