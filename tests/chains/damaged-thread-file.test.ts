import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HumanMessage, AIMessage } from '@langchain/core/messages';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileThreadMemory } from '../../src/chains/file-thread-memory.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askreel-threads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// On its own because the file history caches one file for the whole process.
it('a damaged history file is set aside and chatting goes on', async () => {
  const filePath = join(folder, 'threads.json');
  await writeFile(filePath, '{"library": {"chat": {"mess');
  const memory = new FileThreadMemory({ filePath, owner: 'library' });
  expect(await memory.load('chat')).toEqual([]);
  await memory.save('chat', [new HumanMessage('When?'), new AIMessage('Now.')]);
  expect((await memory.load('chat')).map((message) => message.text)).toEqual(['When?', 'Now.']);
  expect(await readFile(`${filePath}.damaged`, 'utf8')).toContain('"mess');
  expect(await readFile(filePath, 'utf8')).toContain('When?');
});
