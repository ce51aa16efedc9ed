import { createRequire } from 'node:module';
import { problem, type Check } from './check.js';

/** What is compiled for one platform and one Node.js, and breaks when either changes. */
const nativeModules = ['better-sqlite3', 'hnswlib-node', 'onnxruntime-node'] as const;

/** Whether the native modules load. */
export function checkNativeModules(): Check[] {
  const load = createRequire(import.meta.url);
  return nativeModules.map((name) => {
    try {
      const loaded = load(name) as unknown;
      // better-sqlite3 loads its native part with the first database.
      if (name === 'better-sqlite3') new (loaded as new (path: string) => { close(): void })(':memory:').close();
      return { name, status: 'ok', detail: 'loads' };
    } catch (error) {
      return { ...problem(name, error), hint: `Run \`npm rebuild ${name}\`, or install askreel again.` };
    }
  });
}
