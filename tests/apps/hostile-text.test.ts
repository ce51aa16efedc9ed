import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { CommandContext } from '../../src/apps/cli/command-context.js';
import { errorLine } from '../../src/apps/cli/error-line.js';
import { renderAnswer } from '../../src/apps/cli/render-answer.js';
import { renderEvents } from '../../src/apps/cli/render-events.js';
import { Terminal } from '../../src/apps/cli/terminal.js';
import { escapeHtml } from '../../src/apps/escape-html.js';
import { createMcpServer } from '../../src/apps/mcp/create-mcp-server.js';
import { readSettings } from '../../src/apps/settings.js';
import { createVideoAgent } from '../../src/chains/create-video-agent.js';
import { OfflineChatModel } from '../../src/chains/offline/offline-chat-model.js';
import { plainLine } from '../../src/domain/plain-line.js';
import { injectionCases } from '../chains/injection-cases.js';
import { libraryWith } from '../chains/poisoned-library.js';
import { captureStreams } from './capture-streams.js';

// A sample: each door is tried with every kind of sign.
const nasty = 'a\n  [9] forged\u001b]0;x\u0007\u009b31m\u202eb\u200b\u{e0062}\u2028<b>';

describe('in a terminal', () => {
  const streams = captureStreams({ isTTY: false });
  const terminal = new Terminal(streams, { hyperlinks: false });
  const context = new CommandContext({
    settings: readSettings({}),
    terminal,
    options: {},
    signal: new AbortController().signal,
  });

  it('titles, captions and notes stay on their lines', () => {
    const span = { startSeconds: 0, endSeconds: 1 };
    const citation = { number: 1, videoId: 'i', videoTitle: nasty, videoPath: '/a.mp4', span, tool: 't', note: nasty };
    const [, , line, ...rest] = renderAnswer({ text: 'Yes.', found: true, citations: [citation] }, terminal);
    expect(rest).toEqual([]);
    expect(line).toBe('  [1] a [9] forged]0;x31mb <b> 0:00–0:01  a [9] forged]0;x31mb <b>');
    const event = { videoId: 'i', index: 0, span, actor: nasty, action: nasty, place: '', confidence: 1 };
    const [row = '', ...more] = renderEvents([event as never], () => '0:00');
    expect([plainLine(row), more]).toEqual([row.replace(/ {2,}/g, ' '), []]);
  });

  it('errors are one plain line', () => {
    expect(errorLine(new Error(nasty))).toMatch(/^askreel: a \[9\] forged\]0;x31mb <b> [ -~]*\[UNEXPECTED\]$/);
  });

  it('JSON is escaped and reads back as it was', () => {
    context.printJson({ title: `${nasty}红😀` });
    expect(streams.out()).toContain('红😀');
    expect(plainLine(streams.out())).toBe(streams.out().replace(/\s+/g, ' ').trim());
    expect(JSON.parse(streams.out())).toEqual({ title: `${nasty}红😀` });
  });
});

describe('in HTML', () => {
  it('nothing is hidden and nothing is a tag', () => {
    expect(escapeHtml('<\u200bscript>\u202e\u0000"')).toBe('&lt;script&gt;&quot;');
  });
});

describe('over MCP', () => {
  it.each(injectionCases.filter((_, index) => index % 6 === 0))(
    '$name ($place) is plain data in tools, resources and completions',
    async ({ place, text }) => {
      const context = libraryWith(place, text);
      const server = createMcpServer({
        context,
        media: () => Promise.reject(new Error('no ffmpeg here')),
        agent: createVideoAgent({ context, model: new OfflineChatModel() }),
        version: '1.0.0',
        log: () => undefined,
      });
      const [near, far] = InMemoryTransport.createLinkedPair();
      const client = new Client({ name: 'test', version: '1.0.0' });
      await Promise.all([server.connect(far), client.connect(near)]);
      const replies: unknown[] = [await client.listResources()];
      for (const name of ['list_videos', 'read_transcript', 'caption_moment', 'recognize_actions'])
        replies.push(await client.callTool({ name, arguments: {} }));
      replies.push(await client.callTool({ name: 'ask_videos', arguments: { question: 'What is said?' } }));
      for (const end of ['s', '/1111111111111111', '/2222222222222222', '/1111111111111111/transcript'])
        replies.push(await client.readResource({ uri: `askreel://video${end}` }));
      const ref = { type: 'ref/prompt' as const, name: 'summarize_video' };
      replies.push(await client.complete({ ref, argument: { name: 'video', value: '' } }));
      for (const string of stringsIn(replies)) {
        expect(string.split('\n').map((line) => plainLine(line))).toEqual(
          string.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' ')),
        );
        expect(string).not.toMatch(/<\||<\/?[a-z_]+>|\[\/?INST\]|\]\(/i);
      }
      await client.close();
    },
  );
});

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
