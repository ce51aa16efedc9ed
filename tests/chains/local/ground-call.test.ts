import { describe, expect, it } from 'vitest';
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { converse } from '../../../src/chains/local/converse.js';
import { groundCall } from '../../../src/chains/local/ground-call.js';
import type { TemplateMessage, ToolDescription } from '../../../src/encoders/text-generator.js';
import { ToolPromptingChatModel } from '../../../src/chains/local/tool-prompting-chat-model.js';
import { ScriptedGenerator } from '../scripted-generator.js';

const conversation: TemplateMessage[] = [
  { role: 'user', content: 'What happens in harbour-visit-8545455, and in the file clip_0042.mov?' },
  { role: 'assistant', content: 'I never heard of harbour-visit-8545555.' },
  { role: 'tool', content: '[1] "My Trip 2" #b4f551fb 0.00-3.35s | caption "a dog runs"' },
];
const ground = (args: Record<string, unknown>): Record<string, unknown> =>
  groundCall({ name: 'caption_moment', args }, conversation).args;

describe('a name in a call', () => {
  it('that was miscopied becomes the one it was copied from', () => {
    expect(ground({ video: 'harbour-visit-8545555', from: 3 })).toEqual({ video: 'harbour-visit-8545455', from: 3 });
    expect(ground({ video: 'harbour-visit-85455' })).toEqual({ video: 'harbour-visit-8545455' });
    expect(ground({ video: ' clip_042.mov' })).toEqual({ video: 'clip_0042.mov' });
    expect(ground({ video: 'MyTrip_2' })).toEqual({ video: 'My Trip 2' });
  });

  it('stays when it was said, when nothing is near, when two are as near, and when it is no name', () => {
    const same = {
      video: 'HARBOUR-VISIT-8545455',
      description: 'a wagon in the harbour',
      from: '0:45',
      labels: ['x-1'],
    };
    expect(ground(same)).toEqual(same);
    expect(ground({ video: 'winter-parade-1234567' })).toEqual({ video: 'winter-parade-1234567' });
    const twins: TemplateMessage[] = [{ role: 'user', content: 'Compare beach-11 with beach-12.' }];
    expect(groundCall({ name: 'x', args: { video: 'beach-13' } }, twins).args).toEqual({ video: 'beach-13' });
  });
});

const tool: ToolDescription = {
  type: 'function',
  function: { name: 'list_videos', parameters: { type: 'object', properties: { page: { type: 'number' } } } },
};

describe('a number in a call', () => {
  const heard: TemplateMessage[] = [
    { role: 'user', content: 'What happens after that?' },
    { role: 'tool', content: '[1] "trip" #b4f551fb 9.92-14.76s (0:09–0:14) | caption "a dog runs" 0.72 likely' },
  ];
  const from = (value: unknown): unknown =>
    groundCall({ name: 'caption_moment', args: { from: value } }, heard).args['from'];

  it('with a fraction is put right by the one that differs in a digit; whole numbers and far ones stay', () => {
    expect(from(14.72)).toBe(14.76);
    expect([9.92, 23, 14.5, 31.07].map(from)).toEqual([9.92, 23, 14.5, 31.07]);
  });
});

describe('a call that was made already', () => {
  const made = [
    new HumanMessage('Which videos are there?'),
    new AIMessage({ content: '', tool_calls: [{ name: 'list_videos', args: { page: null }, id: '1' }] }),
    new ToolMessage({ content: '[1] "trip"', tool_call_id: '1' }),
  ];

  it('is not made again: the model is told to answer from the result', async () => {
    const generator = new ScriptedGenerator(({ asked }) =>
      asked === 0 ? 'list_videos\n{}' : 'There is one, "trip" [1].',
    );
    const reply = await converse(made, [tool], generator);
    expect(reply).toEqual({ words: 'There is one, "trip" [1].', calls: [] });
    expect(generator.prompts[1]?.messages.at(-1)?.content).toContain('made this call already');
  });

  it('may be made with other arguments, and for the next question', async () => {
    const other = new ScriptedGenerator(() => 'list_videos\n{"page": 2}');
    expect((await converse(made, [tool], other)).calls).toEqual([{ name: 'list_videos', args: { page: 2 } }]);
    const again = new ScriptedGenerator(() => 'list_videos\n{}');
    const next = [...made, new AIMessage('One.'), new HumanMessage('And now?')];
    expect((await converse(next, [tool], again)).calls).toEqual([{ name: 'list_videos', args: {} }]);
  });
});

it('a model that knows some tools only is told of no others', async () => {
  const generator = Object.assign(new ScriptedGenerator(() => 'Hello.'), { knownTools: ['list_videos'] });
  const described = { ...tool.function, description: 'd' };
  const tools = [described, { ...described, name: 'where_is' }].map((one) => ({
    type: 'function' as const,
    function: one,
  }));
  await new ToolPromptingChatModel({ generator }).bindTools(tools).invoke([new HumanMessage('hello')]);
  expect(generator.prompts[0]?.tools.map((one) => one.function.name)).toEqual(['list_videos']);
});
