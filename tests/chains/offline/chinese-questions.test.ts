import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary, playhouse } from '../../tools/memory-library.js';

const spoken = {
  title: 'zh-day',
  shots: [{ from: 0, to: 6, caption: 'a red dog jumps in the park', action: 'jumps' }],
  transcript: [{ from: 1, to: 3, text: '老船长记得海边的灯塔和量子纠缠。' }],
};
const agent = createVideoAgent({ context: createMemoryLibrary([...playhouse, spoken]), model: new OfflineChatModel() });
const park = ['park-day'];
const night = ['night-walk'];
const harbour = ['harbour'];

type Row = readonly [question: string, videoIds: readonly string[], says: RegExp, cites: readonly number[] | 'none'];

const rows: readonly Row[] = [
  ['红色的狗什么时候跳？', park, /^一只红色的狗在雪地里跳（0:09–0:13 \[1\]）。$/, [9]],
  ['紅色的狗在哪裡坐下？', park, /^在海滩上（0:18–0:22/, [18]],
  ['红色的狗在做什么?', park, /^红色的狗在公园里向左移动（.*在雪地里跳（.*和在海滩上坐下（/, [0, 9, 18]],
  ['谁在雪地里跳？', park, /^一只红色的狗在雪地里跳/, [9]],
  ['蓝色的猫旁边是谁？', park, /^一只绿色的鸟（0:13/, [13.5]],
  ['公交车是什么颜色的？', night, /^黄色（/, [5, 20]],
  ['蓝色的猫跳了几次？', park, /^2次：0:04–0:09 \[1\]和0:22–0:27 \[2\]。/, [4.2, 22]],
  ['红色的狗飞起来了几次？', park, /^0次/, [0, 9, 18]],
  ['红色的狗跳了多久？', park, /^4\.5秒：/, [9]],
  ['有几只狗？', park, /^1个：红色的狗/, [0]],
  ['公园里有几个镜头？', park, /^2个镜头：/, [0, 4.2]],
  ['有几个不同的地方？', park, /^5种：在公园里/, [0, 9, 13.5, 18, 22]],
  ['红色的狗跳之后发生了什么？', park, /^0:13–0:18：一只蓝色的猫在房间里坐下，旁边有一只绿色的鸟/, [13.5]],
  ['红色的狗坐下之前做了什么？', park, /^红色的狗在雪地里跳/, [9]],
  ['最后发生了什么？', park, /蓝色的猫在街上跳/, [22]],
  ['第12秒发生了什么？', park, /一只红色的狗在雪地里跳/, [9]],
  ['有紫色的风筝吗？', night, /^是的，一只紫色的风筝在海滩上飞起来/, [15]],
  ['有没有绿色的船？', night, /^没有，没看到“一艘绿色的船”。$/, []],
  ['红色的狗是在蓝色的猫坐下之前跳的吗？', park, /^是的，/, [9, 13.5]],
  ['狗是红色的还是蓝色的？', park, /^一只红色的狗/, [0, 9, 18]],
  ['红色的狗先跳还是蓝色的猫先坐下？', park, /^先是一只红色的狗在雪地里跳.*然后是一只蓝色的猫/, [9, 13.5]],
  ['描述一下这个视频', night, /白色的机器人.*黄色的公交车.*粉色的人.*紫色的风筝/, [0, 5, 10, 15, 20]],
  ['哪个视频里有紫色的风筝？', [...park, ...night], /night-walk/, [15]],
  ['有哪些视频？', [...park, ...night], /^2个视频：“park-day”（长0:27，6个镜头，3行字幕）/, [0, 0]],
  ['《park-day》里红色的狗什么时候跳？', [...park, ...night], /0:09–0:13/, [9]],
  ['什么时候提到灯塔？', park, /^“灯塔”在0:02–0:05 \[1\]提到：“The narrator remembers/, [2]],
  ['有没有提到蜂蜜罐？', park, /^没有，没人提到“蜂蜜罐”。$/, []],
  // What is said keeps its own words, whether or not the dictionary knows them.
  ['什么时候提到灯塔？', ['zh-day'], /^“灯塔”在0:01–0:03/, [1]],
  ['关于量子纠缠说了什么？', ['zh-day'], /老船长/, [1]],
  ['蓝色的狗什么时候跳？', park, /^我在视频里没有找到“一只蓝色的狗跳”。$/, 'none'],
  ['红色的独角兽在做什么？', park, /不认识“独角兽”/, 'none'],
  ['红色的狗什么时候跳？', harbour, /^我在视频里没有找到.*画面描述/, 'none'],
  ['《没有这个》里有什么？', park, /^我没有找到这个视频。现有的视频：“park-day”/, 'none'],
];

describe('the offline model, asked in Chinese', () => {
  it.each(rows)('%s (%s)', async (question, videoIds, says, cites) => {
    const answer = await agent.ask(question, { videoIds });
    expect(answer.text).toMatch(says);
    expect(answer.found).toBe(cites !== 'none');
    expect(answer.citations.map((citation) => citation.span.startSeconds)).toEqual(cites === 'none' ? [] : cites);
  });
});

/** Question, what the answer must say. */
const conversations: readonly (readonly (readonly [question: string, says: RegExp])[])[] = [
  [
    ['谁在雪地里跳？', /红色的狗/],
    ['在哪里？', /^在雪地里/],
    ['什么颜色？', /^红色/],
    ['然后呢？', /蓝色的猫在房间里坐下/],
    ['在那之前发生了什么？', /红色的狗在雪地里跳/],
  ],
  [
    ['有没有蓝色的猫？', /^是的/],
    ['它做了什么？', /^蓝色的猫在公园里跳/],
    ['那红色的狗呢？', /^红色的狗在公园里向左移动/],
  ],
  // From one language to the other and back.
  [
    ['When does the red dog jump?', /^A red dog jumps in the snow at 0:09/],
    ['之后发生了什么？', /^0:13–0:18：一只蓝色的猫在房间里坐下/],
    ['And where is that?', /^In the room at 0:13/],
    ['什么时候？', /0:13–0:18/],
    ['What does it do next?', /jumps on the street/],
  ],
];

describe('a conversation in Chinese', () => {
  it.each(conversations.map((turns) => [turns.map(([question]) => question).join(' '), turns] as const))(
    '%s',
    async (title, turns) => {
      for (const [question, says] of turns) {
        const answer = await agent.ask(question, { threadId: title, videoIds: park });
        expect(answer.text).toMatch(says);
      }
    },
  );
});
