import { describe, expect, it } from 'vitest';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import { createMemoryLibrary } from '../tools/memory-library.js';

const agent = createVideoAgent({ context: createMemoryLibrary(), model: new OfflineChatModel() });
const park = ['park-day'];
const night = ['night-walk'];
const all = undefined;

/** Question, videos, what the answer must say, where its citations start; `none` is an honest "could not find". */
type Row = readonly [
  question: string,
  videoIds: readonly string[] | undefined,
  says: RegExp,
  cites: readonly number[] | 'none',
];

const rows: readonly Row[] = [
  // when
  ['When does the red dog move left?', park, /0:00–0:04/, [0]],
  ['At what time does the red dog go left?', park, /0:00–0:04/, [0]],
  ['When did the red dog move to the left?', park, /0:00–0:04/, [0]],
  ['When is the red dog sitting down?', park, /0:18–0:22/, [18]],
  ['when does the blue cat jump in the park', park, /0:04–0:09/, [4.2]],
  ['When does the cat crouch?', park, /0:13–0:18/, [13.5]],
  ['When does the blue cat jump for the last time?', park, /0:22–0:27/, [22]],
  ['When does the blue cat first jump?', park, /0:04–0:09/, [4.2]],
  ['Can you tell me when the dog that is red hops?', park, /0:09–0:13/, [9]],
  ['Show me the moment when the robot lifts a box', night, /0:00–0:05/, [0]],
  ['When does the bus accelerate?', night, /0:05–0:10/, [5]],
  ['When does the kite take off?', night, /0:15–0:20/, [15]],
  ['When does the person pull a door open?', night, /0:10–0:15/, [10]],
  ['Find the yellow bus braking', night, /0:20–0:25/, [20]],
  ['When does the red dog jump?', all, /in the snow.*0:09–0:13/, [9]],
  ['When does the red dog yodel?', park, /0:09–0:13/, [9]],
  ['Where in the video does the red dog jump?', park, /0:09–0:13/, [9]],
  // what
  ['What does the red dog do?', park, /moves left.*jumps.*sits down/, [0, 9, 18]],
  ['What is the red dog doing in the snow?', park, /jumps/, [9]],
  ['What does the white robot do?', night, /picks up a box/, [0]],
  ['What happens in the park?', park, /red dog moves left.*blue cat jumps/, [0, 4.2]],
  ['What happens at 0:12?', park, /red dog jumps in the snow/, [9]],
  ['What can be seen 12 seconds in?', park, /red dog jumps in the snow/, [9]],
  ['What happens between 0:14 and 0:20?', park, /blue cat sits down.*red dog sits down/, [13.5, 18]],
  ['What is happening at night?', night, /white robot picks up a box/, [0]],
  ['What does the blue cat do first?', park, /jumps in the park/, [4.2]],
  // who
  ['Who jumps in the snow?', park, /red dog/, [9]],
  ['Who is jumping in the snow?', park, /red dog/, [9]],
  ['What jumps in the snow?', park, /red dog/, [9]],
  ['Which actor opens the door?', night, /pink person/, [10]],
  ['Who is on the beach?', park, /red dog/, [18]],
  ['Who sits down first?', park, /blue cat/, [13.5]],
  ['Who is beside the blue cat?', park, /green bird/, [13.5]],
  ['Who stands next to the pink person?', night, /white robot/, [10]],
  // where, what colour
  ['Where does the red dog jump?', park, /in the snow/i, [9]],
  ['Where is the purple kite?', night, /on the beach/i, [15]],
  ['In which place does the blue cat sit down?', park, /in the room/i, [13.5]],
  ['What colour is the dog that jumps?', park, /^Red/, [9]],
  ['What color is the bus?', night, /^Yellow/, [5, 20]],
  ['Which colour does the bird have?', park, /^Green/, [13.5]],
  // how many
  ['How many times does the blue cat jump?', park, /2 times/, [4.2, 22]],
  ['How often does the red dog sit down?', park, /1 time\b/, [18]],
  ['How many times does the red dog fly up?', park, /^0 times/, [0, 9, 18]],
  ['How many dogs appear?', park, /^1:/, [0]],
  ['How many robots are there in the video?', night, /^1:/, [0]],
  ['How many shots are in the park?', park, /^2 shots/, [0, 4.2]],
  ['How many shots show the blue cat?', park, /^3 shots/, [4.2, 13.5, 22]],
  ['How many shots are there?', night, /^5 shots/, [0, 5, 10, 15, 20]],
  ['How many different actors are there?', park, /^3:/, [0, 4.2, 13.5]],
  ['How many different places are there?', park, /^5:/, [0, 9, 13.5, 18, 22]],
  ['How many videos are there?', all, /^3 videos/, [0, 0, 0]],
  ['How often does the blue cat jump after the red dog jumps?', park, /^once/i, [22, 9]],
  // before, after, first, last
  ['What happens after the red dog jumps?', park, /blue cat sits down/, [13.5]],
  ['What happens right before the red dog jumps?', park, /blue cat jumps in the park/, [4.2]],
  ['What does the red dog do before it sits down?', park, /jumps in the snow/, [9]],
  ['What does the red dog do before sitting down?', park, /jumps in the snow/, [9]],
  ['After the red dog jumps, what does the blue cat do?', park, /sits down/, [13.5]],
  ['Who comes after the red dog jumps?', park, /blue cat/, [13.5]],
  ['What happens after 0:20?', night, /slows down/, [20]],
  ['What happens first?', park, /red dog moves left/, [0]],
  ['What is the last thing that happens?', park, /blue cat jumps on the street/, [22]],
  ['How does the video end?', night, /yellow bus slows down/, [20]],
  ['Who appears first?', park, /red dog/i, [0]],
  // yes or no
  ['Is there a green bus?', all, /^No\b/, []],
  ['Is there a green bird?', park, /^Yes\b/, [13.5]],
  ['Does the red dog jump?', park, /^Yes\b/, [9]],
  ['Does the blue dog jump?', park, /^No\b/, []],
  ['Is the dog red?', park, /^Yes\b/, [0, 9, 18]],
  ['Does a yellow bus appear in the video?', night, /^Yes\b/, [5, 20]],
  ['Does the red dog jump before the blue cat sits down?', park, /^Yes\b/, [9, 13.5]],
  ['Does the red dog jump after the blue cat sits down?', park, /^No\b/, [9, 13.5]],
  ['Does the cat jump beside the bird?', park, /^No\b/, []],
  ['Can you see a purple kite?', night, /^Yes\b/, [15]],
  ['Is the dog red or blue?', park, /^A red dog/, [0, 9, 18]],
  ['Did the cat sit down before the dog?', park, /^Yes\b/, [13.5, 18]],
  [
    'Which happens first, the red dog jumps or the blue cat sits down?',
    park,
    /^A red dog jumps.*after that.*sits down/,
    [9, 13.5],
  ],
  ['Is someone standing next to the blue cat?', park, /^Yes\b/, [13.5]],
  ['How long does the red dog jump?', park, /^4\.5 seconds/, [9]],
  ['How many shots are on the moon?', park, /^0 shots/, []],
  ['What action does the red dog perform in the snow?', park, /jumps/, [9]],
  ['Who is on screen at 0:20?', park, /red dog/, [18]],
  // said
  ['When does the narrator mention the lighthouse?', park, /0:02–0:05/, [2]],
  ['What does the narrator say about the lighthouse?', park, /remembers the old lighthouse/, [2]],
  ['When is the treasure map mentioned?', all, /0:14–0:17/, [14]],
  ['Does the narrator mention a lighthouse?', night, /^No\b/, []],
  ['Is a brass trumpet mentioned?', night, /^Yes\b/, [6]],
  // list, describe
  ['List the videos', all, /park-day.*night-walk.*harbour/, [0, 0, 0]],
  ['Describe the video', night, /white robot.*yellow bus.*pink person.*purple kite.*slows down/, [0, 5, 10, 15, 20]],
  ['Summarise park-day', all, /red dog moves left.*blue cat jumps on the street/, [0, 4.2, 9, 13.5, 18, 22]],
  ['Show me the chapters of park-day', all, /^0:27 in 1 chapter\. 0:00–0:27: Blue cat and red dog/, [0]],
  ['What is "night-walk" about?', all, /white robot.*yellow bus/, [0, 5, 10, 15, 20]],
  ['Summarise the video "harbour"', all, /^0:12 in 1 chapter\. .*The ferry leaves at noon/, [0]],
  ['How long is the video?', park, /0:27 long/, [0]],
  ['Which video shows a purple kite?', all, /night-walk/, [15]],
  ['When does the bus speed up in night-walk?', all, /0:05–0:10/, [5]],
  // not there
  ['When does the green boat sit down?', all, /^I could not find/, 'none'],
  ['When does the blue dog jump?', park, /^I could not find/, 'none'],
  ['Who flies up in the snow?', park, /^I could not find/, 'none'],
  ['Where does the red cat jump?', park, /^I could not find/, 'none'],
  ['When does the elephant yodel?', all, /^I could not find/, 'none'],
  ['When does the narrator mention the honey jar?', all, /^I could not find/, 'none'],
  ['What does the purple kite do?', park, /^I could not find/, 'none'],
  ['When does the dog jump in no-such-video?', all, /^I could not find that video/, 'none'],
];

describe('the offline model on a video of more shots than it would read', () => {
  const shots = Array.from({ length: 400 }, (_, at) => ({
    from: at * 5,
    to: at * 5 + 5,
    caption: at === 390 ? 'a blue cat sits down in the room' : at % 2 ? 'a red dog jumps' : 'a red dog moves left',
  }));
  const far = createVideoAgent({
    context: createMemoryLibrary([{ title: 'long', shots }]),
    model: new OfflineChatModel(),
  });

  it.each([
    ['How many times does the red dog jump?', /^200 times: at 0:05–0:10 /],
    ['How long does the red dog jump?', /^1000\.0 seconds/],
    ['What happens after the blue cat sits down?', /^32:35–32:40: a red dog jumps/],
    ['What is the last thing that happens?', /33:15–33:20/],
    ['Describe the video', /^33:20 in \d+ chapters\. 0:00–\d+:\d\d: .*red dog.* \[\d+\]\..*–33:20: /],
    ['What is this video about?', /^33:20 in \d+ chapters\./],
    ['Give me the chapters of the video', /^33:20 in \d+ chapters\. 0:00–/],
    ['给我这个视频的章节', /^全长33:20，分\d+章。0:00–.*红色的狗/],
    ['总结一下这个视频', /^全长33:20，分\d+章。/],
  ])('%s', async (question, says) => {
    const answer = await far.ask(question);
    expect(answer.text).toMatch(says);
  });
});

describe('the offline model', () => {
  it.each(rows)('%s', async (question, videoIds, says, cites) => {
    const answer = await agent.ask(question, videoIds ? { videoIds } : {});
    expect(answer.text).toMatch(says);
    expect(answer.found).toBe(cites !== 'none');
    expect(answer.citations.map((citation) => citation.span.startSeconds)).toEqual(cites === 'none' ? [] : cites);
    expect(new Set(answer.text.match(/\[\d+\]/g) ?? []).size).toBe(answer.citations.length);
  });
});
