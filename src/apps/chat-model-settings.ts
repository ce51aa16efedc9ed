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

/** OLLAMA_HOST as an address: it may be a host, `host:port` or a URL; a server that listens everywhere is asked here. */
export function ollamaUrl(host: string): string {
  const [, scheme = 'http', rest = ''] = /^(?:(https?):\/\/)?(.*?)\/*$/i.exec(host.trim()) ?? [];
  const [, name = '', port = scheme === 'https' ? '443' : '11434'] = /^(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(rest) ?? [];
  const reachable = ['', '0.0.0.0', '[::]'].includes(name) ? '127.0.0.1' : name;
  return `${scheme}://${reachable}:${port}`;
}
