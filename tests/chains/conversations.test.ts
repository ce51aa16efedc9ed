import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveChatModel } from '../../src/chains/chat-model.js';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import type { Answer } from '../../src/domain/answer.js';
import type { ConversationScore } from '../../src/evaluation/contracts.js';
import { findHeldVideos, type HeldVideo } from '../../src/evaluation/held-videos.js';
import { readTruthFolder } from '../../src/evaluation/read-truth-folder.js';
import { runConversations } from '../../src/evaluation/run-conversations.js';
import { indexVideos, openLibrary, type VideoLibrary } from '../../src/index.js';
import { startFakeOpenAi } from './fake-openai-server.js';
import { rulesBehindServer } from './rules-behind-server.js';

const samples = fileURLToPath(new URL('../../data/videos', import.meta.url));

let folder: string;
let library: VideoLibrary;
let held: readonly HeldVideo[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-conversations-'));
  library = await openLibrary(folder, { pack: 'starter', providers: ['cpu'] });
  const truth = await readTruthFolder(samples);
  await indexVideos(
    library,
    truth.videos.map(({ path }) => path),
  );
  held = findHeldVideos(truth, library.library);
}, 400_000);
afterAll(async () => {
  await library.close();
  await rm(folder, { recursive: true });
});

/** What came of holding all conversations of the sample videos. */
interface Held {
  readonly score: ConversationScore;
  readonly answers: readonly Answer[];
  /** Answers with a confirmed statement that were judged wrong. */
  readonly confirmedWrong: number;
}

async function holdAll(model: BaseChatModel, verify: boolean): Promise<Held> {
  const agent = createVideoAgent({ context: library, model, verify, rounds: 1, retryDelaysMs: [] });
  const answers: Answer[] = [];
  let confirmedWrong = 0;
  const ask: Parameters<typeof runConversations>[1]['ask'] = async (question, videoId, options) => {
    const answer = await agent.ask(question, { videoIds: [videoId], ...options });
    answers.push(answer);
    return answer;
  };
  const run = runConversations(held, { ask }, {});
  for (;;) {
    const { value, done } = await run.next();
    if (done) {
      if (!value) throw new Error('the truth has no conversations');
      return { score: value, answers, confirmedWrong };
    }
    const wrong = value.type === 'question-judged' && !value.right;
    if (wrong && answers.at(-1)?.claims.some(({ verdict }) => verdict === 'confirmed')) confirmedWrong += 1;
  }
}

function expectGood({ score, answers }: Held): void {
  expect(score.conversations).toBe(100);
  expect(score.byLanguage.map(({ language }) => language).sort()).toEqual(['en', 'zh']);
  for (const { accuracy } of [...score.byLanguage, ...score.byPosition]) expect(accuracy).toBeGreaterThanOrEqual(0.85);
  expect(score.citationOverlap).toBeGreaterThanOrEqual(0.85);
  const returned = new Set<string>();
  for (const { citations, lookedAt } of answers) {
    for (const { moments } of lookedAt)
      for (const { videoId, span } of moments) returned.add(JSON.stringify([videoId, span]));
    for (const { videoId, span } of citations) expect(returned).toContain(JSON.stringify([videoId, span]));
  }
}

describe('a hundred conversations, half of them in Chinese', () => {
  it('go well with the rules, and what is confirmed is right', { timeout: 600_000 }, async () => {
    const all = await holdAll(new OfflineChatModel(), true);
    expectGood(all);
    const confirmed = all.answers.flatMap(({ claims }) => claims).filter(({ verdict }) => verdict === 'confirmed');
    expect(confirmed.length).toBeGreaterThan(50);
    expect(all.confirmedWrong).toBeLessThanOrEqual(confirmed.length / 100);
  });

  it('go as well with a server that speaks the OpenAI protocol', { timeout: 600_000 }, async () => {
    const server = await startFakeOpenAi(rulesBehindServer());
    try {
      expectGood(await holdAll(resolveChatModel(server.specification), false));
    } finally {
      await server.close();
    }
  });
});
