import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSessionRoute } from '../../src/apps/server/contract/system-routes.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');
const known = read('src/apps/settings.ts');

describe.each(['docker/Dockerfile', 'docker/Dockerfile.cuda'])('%s', (name) => {
  const text = read(name);
  const last = text.slice(text.lastIndexOf('\nFROM'));

  it('copies what is there', () => {
    const copied = [...text.matchAll(/^COPY ([^-].*)$/gm)].flatMap(([, paths = '']) => paths.split(' ').slice(0, -1));
    expect(copied.filter((path) => !existsSync(at(path)))).toEqual([]);
    const built = [...last.matchAll(/--from=build ([^\n]+)/g)].flatMap(([, paths = '']) =>
      paths.split(' ').slice(0, -1),
    );
    const made = ['/app/node_modules', '/app/dist'];
    expect(built.filter((path) => !made.includes(path) && !existsSync(at(path.replace('/app/', ''))))).toEqual([]);
  });

  it('sets what askreel reads, and runs as a user without rights', () => {
    const names = [...text.matchAll(/\b(ASKREEL_\w+)=/g)].map(([, variable = '']) => variable);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((variable) => !known.includes(`'${variable}'`))).toEqual([]);
    expect(/^USER (?!root)\w+$/m.exec(last)).not.toBeNull();
    expect(last.indexOf('\nUSER')).toBeLessThan(last.indexOf('ENTRYPOINT'));
  });

  it('asks for its health where no token is needed', () => {
    expect(last).toContain(`127.0.0.1:8766${readSessionRoute.path}'`);
  });
});

it('the compose file names Dockerfiles and variables that there are', () => {
  const text = read('docker/compose.yaml');
  for (const [, path = ''] of text.matchAll(/dockerfile: ([\w./]+)/g)) expect(existsSync(at(path))).toBe(true);
  for (const [, variable] of text.matchAll(/^ {4}(ASKREEL_\w+|OPENAI_\w+):/gm))
    expect(known).toContain(`'${variable}'`);
});
