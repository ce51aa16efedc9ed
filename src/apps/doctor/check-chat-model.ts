import { resolveChatModel } from '../../chains/chat-model.js';
import { chatModelSpecification } from '../chat-model-settings.js';
import type { Settings } from '../settings.js';
import { problem, type Check } from './check.js';

/** Which chat model answers and whether it has the key it needs. Nothing is sent to it. */
export function checkChatModel(given: string | undefined, settings: Settings): Check {
  const name = 'chat model';
  const wanted = chatModelSpecification(given, settings);
  const key = settings.openaiApiKey;
  try {
    resolveChatModel(wanted, key === undefined ? {} : { apiKey: key });
    const keyWords = key === undefined ? 'OPENAI_API_KEY is not set' : 'OPENAI_API_KEY is set';
    const where = wanted === 'offline' ? 'nothing leaves this machine' : 'questions and tool results are sent there';
    return { name, status: 'ok', detail: `${wanted} (${where}); ${keyWords}` };
  } catch (error) {
    return problem(name, error);
  }
}
