import { AskreelError } from '../../../domain/coded-error.js';
import type { CompletionBody } from '../schemas/completions.js';
import { mostCharacters } from '../schemas/parameters.js';
import type { SpokenMessage } from './request-conversations.js';

/** A question with what was said before it. */
export interface AskedConversation {
  readonly question: string;
  readonly earlier: readonly SpokenMessage[];
}

/**
 * The question of a chat completion: its last message of the user, with the whole turns before it. System messages are
 * passed over: the agent has instructions of its own. Throws `BAD_ARGUMENT` without a question, or for one that is too long.
 */
export function readConversation({ messages }: Pick<CompletionBody, 'messages'>): AskedConversation {
  const spoken = messages.flatMap(({ role, content }): SpokenMessage[] => {
    if (role !== 'user' && role !== 'assistant') return [];
    const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
    return [{ role, text: text.trim() }];
  });
  const last = spoken.findLastIndex(({ role }) => role === 'user');
  const question = spoken[last]?.text ?? '';
  if (question === '') {
    throw new AskreelError('BAD_ARGUMENT', 'There is no question: the last message of the user is empty.', {
      hint: 'Send messages whose last one has the role user and some text.',
    });
  }
  if (question.length > mostCharacters) {
    throw new AskreelError('BAD_ARGUMENT', `A question may have at most ${mostCharacters} characters.`, {
      hint: 'Ask a shorter one.',
    });
  }
  return { question, earlier: wholePairs(spoken.slice(0, last)) };
}

/** Questions with the answers that follow them; what was left without an answer is dropped. */
function wholePairs(spoken: readonly SpokenMessage[]): SpokenMessage[] {
  return spoken.flatMap((message, index) => {
    const next = spoken[index + 1];
    return message.role === 'user' && next?.role === 'assistant' ? [message, next] : [];
  });
}
