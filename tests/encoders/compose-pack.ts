import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  readonly roles: Readonly<Record<string, object>>;
  readonly files: Readonly<Record<string, object>>;
}

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));

/** A pack for real footage in a new folder: the tiny CLIP's frame and text towers and the tiny SmolVLM in `captioner/`. */
export async function composeRealFootagePack(role: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'askreel-pack-'));
  await cp(join(fixtures, 'tiny-clip'), folder, { recursive: true });
  await cp(join(fixtures, 'tiny-smolvlm'), join(folder, 'captioner'), { recursive: true });
  const clip = await readManifest(folder);
  const captioner = await readManifest(join(folder, 'captioner'));
  const files = Object.entries(captioner.files).map(([name, file]) => [`captioner/${name}`, file] as const);
  const visionLanguage = { ...captioner.roles.visionLanguage, folder: 'captioner', ...role };
  const manifest = {
    ...clip,
    roles: { ...clip.roles, visionLanguage },
    files: { ...clip.files, ...Object.fromEntries(files) },
  };
  await writeFile(join(folder, 'askreel-pack.json'), JSON.stringify(manifest));
  return folder;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'askreel-pack.json'), 'utf8')) as Manifest;
}
