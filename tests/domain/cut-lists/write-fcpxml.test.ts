import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { writeFcpxml } from '../../../src/domain/cut-lists/write-fcpxml.js';
import { cut, source } from './example-cuts.js';

/** Elements, the order of their children, and the attributes that they must have, as the DTD of version 1.9 demands. */
const rules: Readonly<Record<string, { readonly children: RegExp; readonly needs: readonly string[] }>> = {
  fcpxml: { children: /^resources library $/, needs: ['version'] },
  resources: { children: /^(format |asset )+$/, needs: [] },
  format: { children: /^$/, needs: ['id'] },
  asset: { children: /^media-rep $/, needs: ['id', 'start', 'duration', 'format'] },
  'media-rep': { children: /^$/, needs: ['src'] },
  library: { children: /^event $/, needs: [] },
  event: { children: /^project $/, needs: [] },
  project: { children: /^sequence $/, needs: [] },
  sequence: { children: /^spine $/, needs: ['format'] },
  spine: { children: /^(asset-clip )+$/, needs: [] },
  'asset-clip': { children: /^note marker $/, needs: ['ref', 'offset', 'start', 'duration'] },
  note: { children: /^$/, needs: [] },
  marker: { children: /^$/, needs: ['start', 'value'] },
};

function read(xml: string): { root: Element; all: (name: string) => Element[]; byId: (id: string) => Element } {
  const document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, 'text/xml');
  const root = document.documentElement!;
  const all = (name: string): Element[] => [...root.getElementsByTagName(name)];
  for (const element of [root, ...all('*')]) {
    const rule = rules[element.tagName];
    const children = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === 1)
      .map(({ nodeName }) => `${nodeName} `);
    expect(children.join(''), element.tagName).toMatch(rule?.children ?? /unknown element/);
    for (const name of rule?.needs ?? []) expect(element.hasAttribute(name), `${element.tagName} ${name}`).toBe(true);
  }
  const ids = all('*').filter((element) => element.hasAttribute('id'));
  expect(new Set(ids.map((element) => element.getAttribute('id'))).size).toBe(ids.length);
  return { root, all, byId: (id) => ids.find((element) => element.getAttribute('id') === id)! };
}

/** `1001/30000s` and `0s` as a count of frames; fails where it is not on a frame boundary. */
function frames(element: Element, name: string, frameDuration: string): number {
  const [top = 0, bottom = 1] = (/^(\d+)\/(\d+)s$/.exec(element.getAttribute(name) ?? '') ?? ['', '0', '1'])
    .slice(1)
    .map(Number);
  const [ticks = 1, scale = 1] = (/^(\d+)\/(\d+)s$/.exec(frameDuration) ?? []).slice(1).map(Number);
  expect((top * scale) % (bottom * ticks), `${element.tagName} ${name}`).toBe(0);
  return (top * scale) / (bottom * ticks);
}

describe('writeFcpxml', () => {
  it.each([23.976, 25, 29.97, 30, 10, 28.4])(
    'puts cuts of a video of %d frames a second on frame boundaries',
    (fps) => {
      const cuts = [cut('my trip', 65.2, 72.03), cut('my trip', 1.013, 2.001)];
      const { root, all, byId } = read(writeFcpxml({ title: 'dogs', cuts }, [source('my trip', fps)]));
      expect(root.getAttribute('version')).toBe('1.9');
      const [sequence] = all('sequence');
      const frameDuration = byId(sequence!.getAttribute('format')!).getAttribute('frameDuration')!;
      let next = 0;
      for (const [index, clip] of all('asset-clip').entries()) {
        const [offset, start, duration] = ['offset', 'start', 'duration'].map((name) =>
          frames(clip, name, frameDuration),
        );
        const asset = byId(clip.getAttribute('ref')!);
        expect(asset.tagName).toBe('asset');
        expect(offset).toBe(next);
        next += duration ?? 0;
        const [ticks = 1, scale = 1] = /(\d+)\/(\d+)s/.exec(frameDuration)!.slice(1).map(Number);
        expect(Math.abs(((start ?? 0) * ticks) / scale - cuts[index]!.span.startSeconds)).toBeLessThan(0.022);
        expect(clip.getElementsByTagName('marker')[0]!.getAttribute('start')).toBe(clip.getAttribute('start'));
      }
      expect(frames(sequence!, 'duration', frameDuration)).toBe(next);
    },
  );

  it('names each video once, by its file URL, with its own format', () => {
    const cuts = [cut('a', 0, 3), cut('b & c', 1, 2), cut('a', 5, 6)];
    const sources = [source('a', 30), source('b & c', 17.3, { width: 320, height: 240, sound: undefined })];
    const { all, byId } = read(writeFcpxml({ title: 't', cuts }, sources));
    expect(all('media-rep').map((one) => one.getAttribute('src'))).toEqual([
      'file:///films/a.mp4',
      'file:///films/b%20&%20c.mp4',
    ]);
    const [a, b] = all('asset');
    expect([a?.getAttribute('hasAudio'), b?.hasAttribute('hasAudio')]).toEqual(['1', false]);
    const format = byId(b!.getAttribute('format')!);
    expect([format.getAttribute('name'), format.getAttribute('width')]).toEqual(['FFVideoFormatRateUndefined', '320']);
  });

  it('begins an asset at its camera’s timecode, and its clips there too', () => {
    const camera = source('a', 25, { startTimecode: '01:00:00:00' });
    const { all } = read(writeFcpxml({ title: 't', cuts: [cut('a', 2, 3)] }, [camera]));
    expect(frames(all('asset')[0]!, 'start', '1/25s')).toBe(90_000);
    expect(frames(all('asset-clip')[0]!, 'start', '1/25s')).toBe(90_050);
  });

  it('keeps any text a text', () => {
    const text = `]]> <b a="1">&amp;'\n\u0000\u0008\ufffe\ud800 海 😀`;
    const cuts = [cut('a', 0, 1, { label: text, videoTitle: text, note: text })];
    const { all } = read(writeFcpxml({ title: text, cuts }, [source('a', 25)]));
    const plain = `]]> <b a="1">&amp;' 海 😀`;
    expect(all('project')[0]!.getAttribute('name')).toBe(plain);
    expect(all('marker')[0]!.getAttribute('value')).toBe(plain);
    expect(all('note')[0]!.textContent).toBe(`${plain} – ${plain}`);
  });
});
