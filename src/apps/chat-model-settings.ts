import type { Settings } from './settings.js';

/**
 * The chat model to use: as given, else ASKREEL_MODEL, else `offline`. With OPENAI_BASE_URL set, OpenAI's model names
 * mean models of that server. A key alone never chooses a remote model.
 */
export function chatModelSpecification(given: string | undefined, settings: Settings): string {
  const wanted = given ?? settings.model ?? 'offline';
  const openaiModel = /^openai:(\S+)$/.exec(wanted)?.[1] ?? /^(?:gpt|chatgpt|o\d)\S*$/.exec(wanted)?.[0];
  if (settings.openaiBaseUrl === undefined || openaiModel === undefined) return wanted;
  return `${settings.openaiBaseUrl.replace(/\/+$/, '')}#${openaiModel}`;
}
