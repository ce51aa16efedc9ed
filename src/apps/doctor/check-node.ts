import { readFileSync } from 'node:fs';
import { packageFile } from '../packaged-files.js';
import type { Check } from './check.js';

/** Whether this Node.js is new enough for the package. */
export function checkNode(version: string = process.versions.node): Check {
  const { engines } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly engines: { readonly node: string } };
  const detail = `${version} (${process.platform} ${process.arch})`;
  if (isAtLeast(version, engines.node.replace(/^\D+/, ''))) return { name: 'node', status: 'ok', detail };
  return { name: 'node', status: 'problem', detail, hint: `askreel needs Node.js ${engines.node}.` };
}

function isAtLeast(version: string, wanted: string): boolean {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  for (const [index, part] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
