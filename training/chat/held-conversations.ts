import { ConversationMemory } from '../../src/chains/conversation-memory.js';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { templateMessages } from '../../src/chains/local/template-messages.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import type { TemplateMessage } from '../../src/encoders/text-generator.js';
import { judgeAnswer } from '../../src/evaluation/judge-answer.js';
import type { ExpectedAnswer } from '../../src/evaluation/truth-set.js';
import { makeEpisode } from '../playhouse/episode.js';
import { talkAboutEpisode } from '../playhouse/episode-conversations.js';
import type { ExpectedAnswer as ExpectedTruth } from '../playhouse/episode-questions.js';
import { createRandom } from '../playhouse/random.js';
import { contextOfEpisode } from './episode-context.js';

/**
 * The conversations about a Playhouse episode as the offline rules hold them, one for each turn that they answer rightly:
 * the turns before it as questions and answers, then it with its calls and results.
 */
export async function holdConversations(seed: number, known: readonly string[]): Promise<TemplateMessage[][]> {
  const episode = makeEpisode(seed, 'any');
  const { video, context } = contextOfEpisode(episode, createRandom(seed + 5));
  const memory = new ConversationMemory();
  await using agent = createVideoAgent({ context, model: new OfflineChatModel(), verify: false, rounds: 1, memory });
  const held: TemplateMessage[][] = [];
  for (const { turns } of talkAboutEpisode(episode)) {
    await memory.forget('talk');
    for (const { question, expected } of turns) {
      const answer = await agent.ask(question, { threadId: 'talk', videoIds: [video.id] });
      if (!judgeAnswer(asJudged(expected), answer, question, video.id)) break;
      const told = renumbered(withoutBrowsing(templateMessages(await memory.load('talk'))));
      const said = withoutEarlierResults(told);
      const used = said.flatMap((message) => message.tool_calls ?? []).map((call) => call.function.name);
      if (used.every((name) => known.includes(name)) && !told.some(isBlind)) held.push(said);
    }
  }
  return held;
}

/** The truth file's spelling as the judge reads it. */
function asJudged(expected: ExpectedTruth): ExpectedAnswer {
  if (expected.kind !== 'span') return expected;
  return { kind: 'span', span: { startSeconds: expected.start, endSeconds: expected.end } };
}

/** The last turn whole; of earlier turns' results the first line and the lines that their answers cite. */
function withoutEarlierResults(messages: readonly TemplateMessage[]): TemplateMessage[] {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  return messages.map((message, index) => {
    if (index >= last || message.role !== 'tool') return message;
    const answer = messages
      .slice(index)
      .find(({ role, tool_calls = [] }) => role === 'assistant' && tool_calls.length === 0);
    const [summary = '', ...lines] = message.content.split('\n');
    const cited = lines.filter((line) => {
      const mark = /^\[\d+\](?= ")/.exec(line)?.[0];
      return mark !== undefined && answer?.content.includes(mark);
    });
    return { ...message, content: [summary, ...cited].join('\n') };
  });
}

/** Of a turn's two calls the search is enough where its result holds all that the answer cites. */
function withoutBrowsing(messages: readonly TemplateMessage[]): TemplateMessage[] {
  return messages.flatMap((message, index): TemplateMessage[] => {
    const [, search, ...further] = message.tool_calls ?? [];
    if (message.role === 'tool' && messages[index + 1]?.role === 'tool')
      return isSearchEnough(messages, index - 1) ? [] : [message];
    if (search === undefined || further.length > 0 || !isSearchEnough(messages, index)) return [message];
    const { limit: _limit, ...args } = search.function.arguments;
    return [{ ...message, tool_calls: [{ ...search, function: { ...search.function, arguments: args } }] }];
  });
}

/** Whether the second of two calls at `index` shows all that the answer after them cites. */
function isSearchEnough(messages: readonly TemplateMessage[], index: number): boolean {
  const [calls, , result, answer] = messages.slice(index, index + 4);
  if (calls?.tool_calls?.[1]?.function.name !== 'search_moments' || answer?.role !== 'assistant') return false;
  const cited = answer.content.match(marker) ?? [];
  return cited.every((mark) => result?.content.includes(`\n${mark} `));
}

/** Whether a call looks at whatever there is: of a library of one video it is right, of a large one it is not. */
function isBlind({ tool_calls = [] }: TemplateMessage): boolean {
  return tool_calls.some((call) => call.function.name === 'caption_moment' && call.function.arguments['video'] == null);
}

const marker = /\[\d+\]/g;

/** Lines that were taken out leave gaps: numbers count up again in the order in which lines appear. */
function renumbered(messages: readonly TemplateMessage[]): TemplateMessage[] {
  const numbers = new Map<string, string>();
  for (const { role, content } of messages) {
    for (const [mark] of role === 'tool' ? content.matchAll(/^\[\d+\](?= ")/gm) : [])
      if (!numbers.has(mark)) numbers.set(mark, `[${numbers.size + 1}]`);
  }
  return messages.map((message) => ({
    ...message,
    content: message.content.replace(marker, (mark) => numbers.get(mark) ?? mark),
  }));
}
