import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/chains/local/read-reply.js';
import type { ToolDescription } from '../../../src/encoders/text-generator.js';

const nullable = (type: string) => ({ anyOf: [{ type }, { type: 'null' }] });
const tools: readonly ToolDescription[] = [
  {
    type: 'function',
    function: {
      name: 'search_moments',
      parameters: {
        type: 'object',
        properties: { description: { type: 'string' }, from: nullable('number'), limit: nullable('integer') },
        required: ['description'],
      },
    },
  },
  {
    type: 'function',
    function: {
      name: 'sort_videos',
      parameters: {
        type: 'object',
        properties: { by: { enum: ['title', 'length'] }, down: { type: 'boolean' } },
        required: ['by'],
      },
    },
  },
  { type: 'function', function: { name: 'list_videos', parameters: { type: 'object', properties: {} } } },
];
const search = (args: object) => [{ name: 'search_moments', args }];
const dog = search({ description: 'a red dog' });
const three = search({ description: 'a red dog', limit: 3 });

const understood: readonly (readonly [reply: string, calls: readonly object[]])[] = [
  // The forms.
  ['search_moments\n{"description": "a red dog"}', dog],
  ['\n search_moments {"description": "a red dog"}', dog],
  ['<tool_call>{"name": "search_moments", "arguments": {"description": "a red dog"}}</tool_call>', dog],
  [
    '<tool_call>search_moments\n<arg_key>description</arg_key>\n<arg_value>a red dog</arg_value>\n<arg_key>limit</arg_key><arg_value>3</arg_value></tool_call>',
    three,
  ],
  ['{"name": "search_moments", "parameters": {"description": "a red dog", "limit": "3"}}', three],
  ['<function=search_moments>{"description": "a red dog"}</function>', dog],
  [
    '<tool_call>\n<function=search_moments>\n<parameter=description>\na red dog\n</parameter>\n</function>\n</tool_call>',
    dog,
  ],
  ['```json\n{"tool": "search_moments", "args": {"description": "a red dog"}}\n```', dog],
  ['search_moments\n```json\n{"description": "a red dog"}\n```', dog],
  ['search_moments(description="a red dog", limit=3)', three],
  ["search_moments('a red dog')", dog],
  [
    '[{"name": "search_moments", "arguments": {"description": "a red dog"}}, {"name": "list_videos", "arguments": {}}]',
    [...dog, { name: 'list_videos', args: {} }],
  ],
  [
    '{"tool_calls": [{"type": "function", "function": {"name": "search_moments", "arguments": "{\\"description\\": \\"a red dog\\"}"}}]}',
    dog,
  ],
  ['{"search_moments": {"description": "a red dog"}}', dog],
  ['list_videos', [{ name: 'list_videos', args: {} }]],
  ['list_videos()', [{ name: 'list_videos', args: {} }]],
  // The repairs.
  ['{"name": "search_moments", "arguments": {"query": "a red dog", "limit": 3}}', three],
  ['我来调用工具：search_moments，参数：{描述：“红色的狗”，limit：3}', search({ description: '红色的狗', limit: 3 })],
  ["<tool_call>{'name': 'search_moments', 'arguments': {'description': 'a red dog', 'limit': None,}}", dog],
  ['{name: search_moments, arguments: {description: a red dog, limit: 3}}', three],
  ['{"name": "search_moments", "arguments": {"description": "a red do', search({ description: 'a red do' })],
  ['{"name": "search_moments", "arguments": "a red dog"}', dog],
  ['{"name": "Search-Moments", "arguments": {"Description": "a red dog", "colour": "red"}}', dog],
  ['functions.serch_moments\n{"descripton": "a red dog"}', dog],
  ['search_moments\n{"description": "a "red" dog"}', search({ description: 'a "red" dog' })],
  ["search_moments\n{'description': 'the dog's ball'}", search({ description: "the dog's ball" })],
  ['search_moments\n{“description”：“红色的狗”，“limit”：3}', search({ description: '红色的狗', limit: 3 })],
  ['search_moments\n｛「description」：「红色的狗，在雪地里」｝', search({ description: '红色的狗，在雪地里' })],
  ['sort_videos(by="Title", down="False")', [{ name: 'sort_videos', args: { by: 'title', down: false } }]],
  ['<think>{"name": "list_videos"}</think>search_moments\n{"description": "a red dog"}', dog],
  ['search_moments\n{"description": "a red dog", "from": "soon"}', dog],
  ['search_moments\n{"description": "a red dog"}\n'.repeat(40), dog],
];

describe('a tool call', () => {
  it.each(understood)('%j is understood', (reply, calls) => {
    expect(readReply(reply, tools)).toMatchObject({ calls, problems: [] });
    const around = readReply(`I will look.\n\n${reply}`, tools);
    if (!/^\w+$/.test(reply)) expect(around.calls).toEqual(calls);
  });

  it.each([
    ['fly_away\n{"description": "x"}', /no tool "fly_away".*search_moments, sort_videos, list_videos/],
    ['{"name": "search_moments", "arguments": {"limit": 3}}', /search_moments.*description is missing/],
    ['{"name": "sort_videos", "arguments": {"by": "colour"}}', /by must be one of "title", "length"/],
    ['<tool_call>hm</tool_call>', /no tool "hm"|could not be read/],
    ['{"nme": "search_moments"}', /could not be read/],
    ['<|assistant|>search_moments<|user|>', /description is missing/],
    ['Let me look: <tool_cal', /could not be read/],
    ['search_mom', /could not be read/],
    ['[[[[[', /could not be read/],
    ['search_moments(search_moments(', /could not be read/],
  ])('%j cannot be made, and the model is told why', (reply, problem) => {
    const { calls, problems, words } = readReply(reply, tools);
    expect(calls).toEqual([]);
    expect(words).toBe('');
    expect(problems.join(' ')).toMatch(problem);
  });
});

describe('words', () => {
  it.each([
    'The red dog jumps at 0:09 [1].',
    'I used search_moments (see above) and found nothing.',
    'It says "name: search" and {nothing} else.',
    '红色的狗在 0:09 跳起来【1】。',
    'A list: [1], [2].',
  ])('%j are no call', (reply) => {
    expect(readReply(reply, tools)).toEqual({ words: reply, calls: [], problems: [] });
  });

  it('around a call are kept, its fence and control tokens are not', () => {
    expect(
      readReply('Let me look.\n```json\n{"name":"list_videos","arguments":{}}\n```\nSoon.<|im_end|>', tools),
    ).toEqual({
      words: 'Let me look.\nSoon.',
      calls: [{ name: 'list_videos', args: {} }],
      problems: [],
    });
  });

  it('are all there is where there are no tools', () => {
    expect(readReply('{"name": "list_videos"}', []).calls).toEqual([]);
  });
});
