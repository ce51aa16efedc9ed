import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const wanted = process.env.ASKREEL_TEST_PACKAGING === '1';
const project = wanted ? mkdtempSync(join(tmpdir(), 'askreel-install-')) : '';

afterAll(() => {
  if (wanted) rmSync(project, { recursive: true, force: true });
});

/** Runs a program in the empty project, with nothing of this repository's npm settings. */
function run(program: string, words: readonly string[], cwd = project): string {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV|NODE_OPTIONS)/.test(name));
  const env = { ONNXRUNTIME_NODE_INSTALL: 'skip', ...Object.fromEntries(kept) };
  return execFileSync(program, [...words], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

// Minutes long where native modules have to be compiled: set ASKREEL_TEST_PACKAGING=1 to run it.
describe.skipIf(!wanted)('the package, installed from its tarball in an empty project', { timeout: 1_800_000 }, () => {
  it('installs without flags', () => {
    run('npm', ['pack', '--pack-destination', project], root);
    const tarball = readdirSync(project).find((name) => name.endsWith('.tgz'));
    expect(tarball).toBeDefined();
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', type: 'module' }));
    run('npm', ['install', `./${tarball}`]);
  });

  it('has its program, its models and its samples', () => {
    expect(run('npx', ['--no-install', 'askreel', '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { healthy } = JSON.parse(run('npx', ['--no-install', 'askreel', 'doctor', '--json'])) as { healthy: boolean };
    expect(healthy).toBe(true);
  });

  it("runs the README's library example", () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const example = /```ts\n(import [^`]*from 'askreel';[^`]*)```/.exec(readme)?.[1];
    expect(example).toBeDefined();
    mkdirSync(join(project, 'videos'));
    const samples = join(project, 'node_modules/askreel/data/videos');
    const names = readdirSync(samples).filter((name) => name.endsWith('.mp4'));
    for (const name of names.slice(0, 2)) cpSync(join(samples, name), join(project, 'videos', name));
    writeFileSync(join(project, 'example.js'), example ?? '');
    expect(run(process.execPath, ['example.js'])).toMatch(/\S/);
  });

  it('has types that a strict program can use', () => {
    writeFileSync(
      join(project, 'typed.ts'),
      "import { openLibrary, type Answer } from 'askreel';\nexport const a: Answer | typeof openLibrary = openLibrary;\n",
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,esnext.disposable',
    ];
    run(process.execPath, [compiler, ...flags, 'typed.ts']);
  });
});
