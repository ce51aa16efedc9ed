import { fileURLToPath } from 'node:url';

/** A folder or file that ships with the package: the same from `src`, from `dist` and from an installed package. */
export function packaged(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The package's own `package.json`. */
export const packageFile = packaged('package.json');
