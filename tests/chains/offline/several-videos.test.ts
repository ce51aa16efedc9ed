import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary, playhouse } from '../../tools/memory-library.js';

const beach = {
  title: 'beach-trip',
  shots: [
    { from: 0, to: 5, caption: 'a red dog jumps on the beach', action: 'jumps' },
    { from: 5, to: 9, caption: 'a yellow bus speeds up on the street', action: 'speeds up' },
    { from: 9, to: 12, caption: 'a white robot waves in the snow beside a red dog', action: 'waves' },
  ],
};
const agent = createVideoAgent({
  context: createMemoryLibrary([...playhouse, beach]),
  model: new OfflineChatModel(),
  verify: false,
});

/** Question, what the answer says, the videos that it cites. */
type Row = readonly [question: string, says: RegExp, cites: readonly string[] | 'none'];

const which: readonly Row[] = [
  [
    'Which of my videos show a red dog?',
    /^2 videos\. In "park-day": a red dog .*; in "beach-trip": a red dog jumps /,
    ['beach-trip', 'park-day'],
  ],
  ['Which videos show a green bird?', /^1 video\. In "park-day": .*0:13–0:18/, ['park-day']],
  ['In how many videos does someone wave?', /^1 video\. In "beach-trip": a white robot waves/, ['beach-trip']],
  ['How many videos show a bus?', /^2 videos\. In "night-walk": .*; in "beach-trip": /, ['beach-trip', 'night-walk']],
  ['In how many videos is there a robot?', /^2 videos\./, ['beach-trip', 'night-walk']],
  ['How many videos show a giraffe?', /^0 videos/, []],
  ['哪些视频里有红色的狗？', /^2个视频。“park-day”里：.*“beach-trip”里：/, ['beach-trip', 'park-day']],
  ['有几个视频里有公交车？', /^2个视频。/, ['beach-trip', 'night-walk']],
  ['白色的机器人出现在几个视频里？', /^2个视频。/, ['beach-trip', 'night-walk']],
];

const compare: readonly Row[] = [
  [
    'Compare park-day and beach-trip',
    /^Both show a red dog at 0:00–0:05 in "beach-trip" \[\d+\] and 0:00–0:04 in "park-day" \[\d+\]\. In both somebody jumps .* Only "park-day" shows a blue cat/,
    ['beach-trip', 'park-day'],
  ],
  [
    'What do "park-day" and "beach-trip.mp4" have in common?',
    /^Both show a red dog .*Both are set on the beach[^.]*\.$/,
    ['beach-trip', 'park-day'],
  ],
  [
    'What is the difference between night-walk.mp4 and beach?',
    /^Only "beach-trip" shows a red dog .*Only "night-walk" shows .*pink person/,
    ['beach-trip', 'night-walk'],
  ],
  ['How does park-day differ from night-walk?', /^Only "night-walk" shows a white robot/, ['night-walk', 'park-day']],
  [
    'Which has more dogs, park-day or beach-trip?',
    /^"park-day" has more\. 3 times in "park-day": at .*; once \(1 time\) in "beach-trip"/,
    ['park-day', 'beach-trip'],
  ],
  [
    'Does park-day show more buses than night-walk?',
    /^"night-walk" has more\. Twice \(2 times\) in "night-walk": at .*; 0 times in "park-day"/,
    ['night-walk'],
  ],
  ['Compare park-day and sunset', /^I could not find that video\. No video is called "sunset"\. There are: "/, 'none'],
  ['Compare park-day and beech-trip', /There are: "beach-trip", /, 'none'],
  [
    '比较《park-day》和《beach-trip》',
    /^两个视频里都有一只红色的狗（“beach-trip”的0:00–0:05 \[\d+\]和“park-day”的0:00–0:04 \[\d+\]）/,
    ['beach-trip', 'park-day'],
  ],
  ['park-day和beach-trip有什么共同点？', /^两个视频里都有一只红色的狗.*两个视频都在海滩上/, ['beach-trip', 'park-day']],
  ['night-walk和beach-trip有什么区别？', /^只有“beach-trip”里有一只红色的狗/, ['beach-trip', 'night-walk']],
  ['park-day和beach-trip哪个有更多的狗？', /^“park-day”更多。“park-day”里3次：/, ['park-day', 'beach-trip']],
  ['比较一下《日落》和《park-day》', /^我没有找到这个视频。现有的视频：/, 'none'],
];

describe('questions over several videos', () => {
  it.each([...which, ...compare])('%s', async (question, says, cites) => {
    const answer = await agent.ask(question);
    expect(answer.text).toMatch(says);
    expect(answer.found).toBe(cites !== 'none');
    const titles = [...new Set(answer.citations.map(({ videoTitle }) => videoTitle))];
    expect(titles.sort()).toEqual(cites === 'none' ? [] : [...cites].sort());
  });

  it('cite for each statement only moments that show it', async () => {
    const checked = createVideoAgent({
      context: createMemoryLibrary([...playhouse, beach]),
      model: new OfflineChatModel(),
    });
    const { claims } = await checked.ask('Compare park-day and beach-trip');
    expect(claims.length).toBeGreaterThan(5);
    expect(claims.filter(({ verdict }) => verdict === 'rejected')).toEqual([]);
  });

  it('may follow on a comparison', async () => {
    await agent.ask('What do park-day and beach-trip have in common?', { threadId: 'follow' });
    const apart = await agent.ask('And what is the difference between them?', { threadId: 'follow' });
    expect(apart.text).toMatch(/^Only "beach-trip" shows/);
    const more = await agent.ask('Which of the two has more cats?', { threadId: 'follow' });
    expect(more.text).toMatch(/^"park-day" has more\. 3 times/);
    const chinese = await agent.ask('它们有什么共同点？', { threadId: 'follow' });
    expect(chinese.text).toMatch(/^两个视频里都有/);
  });

  it('name the videos that there are where none was named', async () => {
    const { text, found } = await agent.ask('Compare the two videos');
    expect(found).toBe(false);
    expect(text).toMatch(/^I could not find out which two videos to compare.*"beach-trip"/);
  });
});

describe('a library of more videos than answers name', () => {
  const many = Array.from({ length: 60 }, (_, at) => ({
    title: `film-${String(at).padStart(2, '0')}`,
    shots: Array.from({ length: 8 }, (_shot, index) => ({
      from: index * 5,
      to: index * 5 + 5,
      caption: index === 3 ? 'a red dog jumps' : 'a blue cat sits down',
      action: index === 3 ? 'jumps' : 'sits down',
    })),
  }));

  it('is counted whole', async () => {
    const large = createVideoAgent({
      context: createMemoryLibrary(many),
      model: new OfflineChatModel(),
      verify: false,
    });
    const { text } = await large.ask('How many videos show a red dog?');
    expect(text).toMatch(/^60 videos\..* And 40 more\.$/);
  });
});
