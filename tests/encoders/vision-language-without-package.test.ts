import { rm } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { loadModelPack } from '../../src/encoders/load-model-pack.js';
import { openEncoders } from '../../src/encoders/open-encoders.js';
import { composeRealFootagePack } from './compose-pack.js';
import { drawSized } from './test-pictures.js';

vi.mock('@huggingface/transformers', () => {
  throw new Error("Cannot find package '@huggingface/transformers'");
});

it('searches without the optional package, and says how to install it when a caption is wanted', async () => {
  const folder = await composeRealFootagePack();
  const encoders = await openEncoders(await loadModelPack(folder), {
    providers: ['cpu'],
    threads: 1,
  });
  const { text, captioner } = encoders;
  expect(await text.encode(['a dog'])).toHaveLength(1);
  if (captioner?.reads !== 'frames') throw new Error('no captioner that looks at frames');
  await expect(captioner.caption([[drawSized('64x64', 1)]])).rejects.toMatchObject({
    code: 'PACKAGE_MISSING',
    hint: expect.stringContaining('npm i @huggingface/transformers') as string,
  });
  await encoders.close();
  await rm(folder, { recursive: true });
});
