import { formatTimestamp } from '../../src/domain/timestamp.js';
import { withArticle } from '../playhouse/captions.js';
import { placePhrases } from '../playhouse/world.js';
import type { AskedQuestion } from './question.js';

/** A tool call as the model must write it. */
export interface ToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Lines that a search brings: a small model reads few. */
const searchLimit = 3;
const countLimit = 10;

/** The first call that a question needs; nothing for small talk. */
export function expectedCall(question: AskedQuestion): ToolCall | undefined {
  const { want, matter, namesVideo } = question;
  const video = namesVideo || want === 'describe' ? { video: matter.video } : {};
  const time = {
    from: formatTimestamp(matter.from),
    to: formatTimestamp(want === 'what-between' ? matter.to : matter.from),
  };
  switch (want) {
    case 'chat':
      return undefined;
    case 'list':
    case 'count-videos':
    case 'length':
      return { name: 'list_videos', args: {} };
    case 'said-when':
    case 'said-what':
    case 'said-yes-no':
      return { name: 'read_transcript', args: { about: matter.spoken, ...video } };
    case 'said-all':
      return { name: 'read_transcript', args: video };
    case 'said-at':
      return { name: 'read_transcript', args: { ...video, ...time } };
    case 'what-at':
    case 'what-between':
      return { name: 'caption_moment', args: { ...video, ...time } };
    case 'describe':
      return { name: 'caption_moment', args: video };
    case 'actions':
      return { name: 'recognize_actions', args: video };
    case 'ask-colour':
    case 'ask-deed':
      return { name: 'ask_moment', args: { question: question.core, ...video, ...time } };
    case 'count':
    case 'count-place':
      if (namesVideo) return { name: 'caption_moment', args: video };
      return { name: 'search_moments', args: { description: describeSought(question), limit: countLimit } };
    default:
      return { name: 'search_moments', args: { description: describeSought(question), ...video, limit: searchLimit } };
  }
}

/** What is looked for, as a caption would put it. */
export function describeSought({ want, matter }: Pick<AskedQuestion, 'want' | 'matter'>): string {
  const subject = withArticle(matter.stranger ?? `${matter.colour} ${matter.kind}`);
  const where = matter.placed ? ` ${placePhrases[matter.place]}` : '';
  switch (want) {
    case 'what-happens':
    case 'count-place':
      return placePhrases[matter.place];
    case 'who':
      return `someone ${matter.wording}${where}`;
    case 'colour':
      return `${withArticle(matter.kind)} ${matter.wording}${where}`;
    case 'when-there':
    case 'yes-no-there':
    case 'what-action':
      return `${subject}${where}`;
    case 'where-there':
      return subject;
    case 'where':
    case 'count':
      return `${subject} ${matter.wording}`;
    default:
      return `${subject} ${matter.wording}${where}`;
  }
}
