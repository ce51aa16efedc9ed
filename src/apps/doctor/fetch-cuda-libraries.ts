import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AskreelError } from '../../domain/coded-error.js';
import { runProcess } from '../../media/run-process.js';
import { inheritedEnvironment } from '../settings.js';

/** How {@link fetchCudaLibraries} works. */
export interface FetchCudaOptions {
  readonly signal?: AbortSignal;
  /** Told what happens, one line each. */
  readonly onNote?: (line: string) => void;
  /** Variables for the install script beside those of this program. */
  readonly environment?: Readonly<Record<string, string>>;
  /** `process.platform` and `process.arch`, as `linux-x64`. */
  readonly platform?: string;
}

/**
 * Runs onnxruntime's own install script, which is skipped when askreel is installed, and resolves to the folder that
 * the CUDA libraries lie in. What is installed for the processor stays as it is, whatever happens.
 *
 * Throws `PROVIDER_UNAVAILABLE` where there are no such libraries, `DOWNLOAD_FAILED` when they cannot be fetched or
 * written, and `ABORTED`.
 */
export async function fetchCudaLibraries(options: FetchCudaOptions = {}): Promise<string> {
  const { signal, onNote, platform = `${process.platform}-${process.arch}` } = options;
  if (platform !== 'linux-x64') {
    throw new AskreelError('PROVIDER_UNAVAILABLE', `onnxruntime has no CUDA libraries for ${platform}.`, {
      hint: 'They exist for linux-x64; Windows runs on dml and a Mac on coreml, which need nothing fetched.',
    });
  }
  const script = createRequire(import.meta.url).resolve('onnxruntime-node/script/install.js');
  const folder = join(dirname(script), '..', 'bin', 'napi-v6', 'linux', 'x64');
  onNote?.(`Fetching onnxruntime's CUDA 12 libraries (some hundred megabytes) from api.nuget.org into ${folder} …`);
  const environment = inheritedEnvironment();
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy;
  const { exitCode, stderr } = await runProcess(process.execPath, [script], signal, {
    // The script knows proxies by a name of its own.
    ...(proxy !== undefined && { GLOBAL_AGENT_HTTPS_PROXY: proxy }),
    ...environment,
    ...options.environment,
    // All that the platform can have, which is CUDA 12. By its name, `cuda12`, the script takes it for no wish at all
    // and does nothing where npm runs it.
    ONNXRUNTIME_NODE_INSTALL: 'true',
  });
  if (exitCode === 0 && existsSync(join(folder, 'libonnxruntime_providers_cuda.so'))) return folder;
  throw new AskreelError('DOWNLOAD_FAILED', `The CUDA libraries could not be fetched: ${reasonIn(stderr)}.`, {
    hint: 'Check the network (HTTPS_PROXY is heeded) and that the folder can be written; the processor goes on working.',
    cause: new Error(stderr.trim()),
  });
}

/** The line of Node's report on an uncaught error that says what was wrong. */
function reasonIn(report: string): string {
  const lines = report.split('\n').map((line) => line.trim());
  const line = lines.find((text) => /^(\w*Error|Error \[\w+\])\b/.test(text)) ?? lines.find((text) => text !== '');
  const code = /code: '(\w+)'/.exec(report)?.[1];
  const reason = (line ?? 'it gave no reason').replace(/^\w*Error( \[\w+\])?:?\s*/, '').replace(/[.{[\s]+$/, '');
  return reason !== '' ? reason : (code ?? 'it gave no reason');
}
