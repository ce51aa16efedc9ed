import { readFileSync } from 'node:fs';
import { packageFile } from './packaged-files.js';

/** The package's version, e.g. `0.1.0`. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string }).version;
}
