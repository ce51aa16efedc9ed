/** Schemes of live streams that are read. */
const streamSchemes = /^(rtsps?|https?):$/;

/** Whether a word of a command line is the address of a stream, and not a path. */
export function isStreamAddress(word: string): boolean {
  return /^[a-z]+:\/\//i.test(word) && URL.canParse(word) && streamSchemes.test(new URL(word).protocol);
}

/** An address as it may be shown: without user, password, query and fragment, where keys are kept. */
export function plainAddress(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

/** A text of another program without the address, or any other one's user, password and query. */
export function hideAddresses(text: string, address: string): string {
  return text
    .replaceAll(address, plainAddress(address))
    .replace(/\b([a-z]+:\/\/)[^\s/@'"]*@/gi, '$1')
    .replace(/\b([a-z]+:\/\/[^\s?#'"]+)[?#][^\s'"]*/gi, '$1');
}
