import { englishQuestion } from '../../domain/wording/chinese/english-question.js';
import { isChinese } from '../../domain/wording/chinese/plain-chinese.js';
import { emptyClause } from './read-clause.js';
import { readInConversation } from './resolve-follow-up.js';
import type { QuestionMemory, QuestionReading } from './question-reading.js';

/**
 * Reads a question in the language it is asked in, in the light of the one before, whatever language that was in. A
 * Chinese one is put into plain English first; one with words that no dictionary knows is read as unclear.
 */
export function readInItsLanguage(question: string, previous: QuestionMemory | undefined): QuestionReading {
  if (!isAskedInChinese(question)) return { ...readInConversation(question, previous), language: 'en' };
  const { english, unknown, spoken } = englishQuestion(question);
  if (english === '' || unknown.length > 0) return { intent: 'unclear', clause: emptyClause, language: 'zh', unknown };
  return { ...readInConversation(english, previous), language: 'zh', ...(spoken !== undefined && { spoken }) };
}

/** Titles in quotes do not tell the language of a question. */
function isAskedInChinese(question: string): boolean {
  const bare = question.replace(/"[^"]*"|“[^”]*”|《[^》]*》|「[^」]*」/g, ' ');
  const characters = bare.match(/\p{Script=Han}/gu)?.length ?? 0;
  // A file's name is one word, however many it is made of.
  const words = bare.match(/[a-z][\w.-]*/gi)?.length ?? 0;
  return isChinese(bare) ? characters > words : words === 0 && isChinese(question);
}
