import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cycles, floors, roomOf, wrongArrows } from './floors.js';
import { loadedSpecifiers, readSource, readSourceFiles, targetOf, type SourceFile } from './source-files.js';
import { undocumentedExports } from './undocumented-exports.js';

const files = readSourceFiles('src');

/** Packages with one door each: only these rooms may import them. */
const doors: readonly { readonly packages: RegExp; readonly allowed: (room: string) => boolean }[] = [
  { packages: /^(node:)?child_process$/, allowed: (room) => room === 'media' },
  { packages: /^(fluent-ffmpeg|@ffmpeg-installer\/.*|@ffprobe-installer\/.*)$/, allowed: (room) => room === 'media' },
  { packages: /^(onnxruntime-.*|@huggingface\/.*)$/, allowed: (room) => room === 'encoders' },
  { packages: /^(better-sqlite3|hnswlib-node)$/, allowed: (room) => room === 'library' },
  { packages: /^(langchain|@langchain\/.*)(\/.*)?$/, allowed: (room) => (floors[room] ?? 0) >= 3 },
  { packages: /^commander$/, allowed: (room) => room === 'apps' },
  { packages: /^@modelcontextprotocol\/.*$/, allowed: (room) => room === 'apps' },
  { packages: /^(hono|@hono\/.*)(\/.*)?$/, allowed: (room) => room === 'apps' },
];

function wrongDoors(sources: readonly SourceFile[]): string[] {
  return sources.flatMap((file) =>
    file.specifiers.flatMap((specifier) => {
      const door = doors.find(({ packages }) => packages.test(specifier));
      return door && !door.allowed(roomOf(file.path) ?? 'roof') ? [`${file.path} imports ${specifier}`] : [];
    }),
  );
}

describe('the floors', () => {
  it('has only rooms whose floor is known', () => {
    const rooms = new Set(files.flatMap((file) => roomOf(file.path) ?? []));
    expect([...rooms].filter((room) => !(room in floors))).toEqual([]);
  });

  it('is imported downwards only', () => {
    expect(wrongArrows(files)).toEqual([]);
  });

  it('has no imports that run round', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('lets each outside package in by one door', () => {
    expect(wrongDoors(files)).toEqual([]);
  });

  it('loads nothing but the command line itself for --help', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const loaded = new Set<string>();
    const visit = (path: string): void => {
      const file = byPath.get(path);
      if (!file || loaded.has(path)) return;
      loaded.add(path);
      for (const specifier of loadedSpecifiers(file)) visit(targetOf(file, specifier) ?? specifier);
      for (const specifier of loadedSpecifiers(file)) if (!specifier.startsWith('.')) loaded.add(specifier);
    };
    visit('src/apps/cli/main.ts');
    const packages = [...loaded].filter((name) => !name.startsWith('src/') && !name.startsWith('node:'));
    expect(packages.sort()).toEqual(['commander', 'picocolors']);
    const rooms = new Set([...loaded].flatMap((path) => roomOf(path) ?? []));
    expect([...rooms].sort()).toEqual(['apps', 'domain']);
  });

  it('reads the environment in apps only', () => {
    const readers = files.filter((file) => /\bprocess\s*\.\s*env\b|\bprocess\[/.test(file.text));
    expect(readers.map((file) => file.path)).toEqual(['src/apps/settings.ts']);
  });
});

describe('the files', () => {
  it('are named for what they hold', () => {
    const vague = /(^|[-/])(utils?|helpers?|common|misc|manager|shared|stuff)([-./]|$)/;
    expect(files.map((file) => file.path).filter((path) => vague.test(path))).toEqual([]);
    expect(
      files.map((file) => basename(file.path)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name)),
    ).toEqual([]);
  });

  it('are at most 300 lines long, and half of them at most 100', () => {
    expect(files.filter((file) => file.lines > 300).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
    const lengths = files.map((file) => file.lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100);
  });

  it('are no barrels, but for the two doors of the package', () => {
    const barrels = files.filter(
      ({ path, text }) => basename(path) === 'index.ts' || /^export\s+(type\s+)?\*/m.test(text),
    );
    expect(barrels.map((file) => file.path)).toEqual(['src/index.ts', 'src/tools/index.ts']);
    expect(barrels.filter((file) => /^export\s+(type\s+)?\*/m.test(file.text))).toEqual([]);
  });

  it('say what their exports mean', () => {
    expect(files.flatMap(undocumentedExports)).toEqual([]);
  });
});

describe('the architecture test itself', () => {
  const source = (path: string, text: string): SourceFile => readSource(path, text);

  it('sees arrows in every form of import', () => {
    const wrong = [
      source('src/domain/a.ts', `import type { B } from '../library/b.js';`),
      source('src/media/a.ts', `export { b } from '../encoders/b.js';`),
      source('src/library/a.ts', `const b = await import('../tools/b.js');`),
      source('src/tools/a.ts', `let b: import('../apps/b.js').B;`),
      source('src/apps/a.ts', `import { everything } from '../index.js';`),
    ];
    expect(wrongArrows(wrong)).toHaveLength(wrong.length);
    expect(wrongArrows([source('src/apps/a.ts', `import { b } from '../domain/b.js';`)])).toEqual([]);
  });

  it('sees imports that run round, type imports too', () => {
    const round = [
      source('src/media/a.ts', `import type { B } from './b.js';`),
      source('src/media/b.ts', `import { a } from './a.js';`),
    ];
    expect(cycles(round)).toEqual(['src/media/a.ts → src/media/b.ts → src/media/a.ts']);
  });

  it('sees LangChain below the tools, and exports without a word', () => {
    const low = source(
      'src/retrieval/a.ts',
      `import type { Document } from '@langchain/core/documents';\nexport const a = 1;`,
    );
    expect(wrongDoors([low])).toHaveLength(1);
    expect(undocumentedExports(low)).toEqual(['src/retrieval/a.ts: a']);
  });
});
