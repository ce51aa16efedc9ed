import { copyFile, link, mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { throwIfAborted } from '../domain/coded-error.js';
import { describeRoles } from './describe-roles.js';
import { realDisk, type Disk } from './disk.js';
import { downloadFile } from './download-file.js';
import { isExpected, readContentHash, type ExpectedContent } from './expected-content.js';
import type { HubClient } from './hub-client.js';
import { createPackRecord, type PackRecord } from './pack-record.js';
import type { PackStore, StoredPack } from './pack-store.js';
import type { PackPlan, PlannedFile } from './plan-pack.js';
import type { Pause } from './retry-budget.js';
import { StagedPack } from './staged-pack.js';
import { TransferMeter, type TransferReading } from './transfer-meter.js';

/** What a pull tells of its work. */
export type PullEvent =
  | { readonly type: 'started'; readonly pack: string; readonly bytes: number; readonly bytesHeld: number }
  | ({ readonly type: 'progress'; readonly file: string } & TransferReading)
  | { readonly type: 'retry'; readonly file: string; readonly reason: string; readonly pauseSeconds: number }
  | {
      readonly type: 'file';
      readonly file: string;
      readonly bytes: number;
      readonly sha256: string;
      /** `kept`: it was there from an earlier pull. */
      readonly from: 'hub' | 'kept';
    }
  | { readonly type: 'installed'; readonly pack: string; readonly folder: string; readonly revision: string };

/** Options of {@link pullPack}. */
export interface PullOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: PullEvent) => void;
  readonly disk?: Disk;
  readonly pause?: Pause;
  readonly stallMs?: number;
}

/**
 * Fetches what a plan lists and puts the pack in its place, as one: an interrupted pull leaves nothing but what the
 * next one goes on with. Files that an installed pack of this name, or an earlier pull, already has are not fetched.
 *
 * Throws `DOWNLOAD_FAILED`, `NETWORK_OFF`, `DISK_FULL`, `PACK_LOCKED`, `PACK_INVALID`, `MODEL_FAILED` and `ABORTED`.
 */
export async function pullPack(
  plan: PackPlan,
  hub: HubClient,
  store: PackStore,
  options: PullOptions = {},
): Promise<PackRecord> {
  const { signal, onEvent } = options;
  const staged = await StagedPack.open(store, plan.id);
  try {
    const files = await fetchFiles(plan, hub, staged, await store.find(plan.id).catch(() => undefined), options);
    throwIfAborted(signal);
    const record = await describePack(plan, staged, files);
    await staged.publish(record);
    onEvent?.({ type: 'installed', pack: plan.id, folder: store.folderOf(plan.id), revision: record.revision });
    return record;
  } finally {
    await staged.release();
  }
}

type Found = Required<ExpectedContent>;

async function fetchFiles(
  plan: PackPlan,
  hub: HubClient,
  staged: StagedPack,
  installed: StoredPack | undefined,
  options: PullOptions,
): Promise<PackRecord['files']> {
  const { signal, onEvent, disk = realDisk } = options;
  const files = plan.parts.flatMap((part) => part.files);
  const found = new Map<PlannedFile, Found>();
  const meter = new TransferMeter(plan.bytes);
  let partBytes = 0;
  for (const file of files) {
    const held = await findHeld(file, staged, installed, signal);
    if (held) found.set(file, held);
    else partBytes += Math.max(0, await sizeOf(`${staged.pathOf(file.target)}.part`));
  }
  const held = [...found.values()].reduce((total, { bytes }) => total + bytes, 0);
  meter.hold(held);
  onEvent?.({ type: 'started', pack: plan.id, bytes: plan.bytes, bytesHeld: Math.min(plan.bytes, held + partBytes) });
  await staged.requireSpace(Math.max(0, plan.bytes - held - partBytes), disk);
  for (const file of files) {
    const kept = found.get(file);
    const content = kept ?? (await fetchFile(file, hub, staged, meter, options));
    found.set(file, content);
    const { bytes, sha256 } = content;
    onEvent?.({ type: 'file', file: file.target, bytes, sha256, from: kept ? 'kept' : 'hub' });
  }
  return Object.fromEntries(
    files.map((file) => {
      const { sha256 = '', bytes = 0 } = found.get(file) ?? {};
      const { repository, commit, path } = file;
      return [file.target, { sha256, bytes, repository, commit, path }];
    }),
  );
}

async function fetchFile(
  file: PlannedFile,
  hub: HubClient,
  staged: StagedPack,
  meter: TransferMeter,
  { signal, onEvent, disk, pause, stallMs }: PullOptions,
): Promise<Found> {
  let known: number | undefined;
  return downloadFile((headers, one) => hub.openFile(file, headers, one), staged.pathOf(file.target), file.expected, {
    signal,
    ...(disk && { disk }),
    ...(pause && { pause }),
    ...(stallMs !== undefined && { stallMs }),
    onBytes: (bytes) => {
      if (known === undefined) meter.hold(bytes);
      else meter.receive(bytes - known);
      known = bytes;
      onEvent?.({ type: 'progress', file: file.target, ...meter.read() });
    },
    onRetry: (reason, pauseSeconds) => onEvent?.({ type: 'retry', file: file.target, reason, pauseSeconds }),
  });
}

/** The file when it is there already, from an earlier pull or in the installed pack, and is what it should be. */
async function findHeld(
  { repository, path, target, expected }: PlannedFile,
  staged: StagedPack,
  installed: StoredPack | undefined,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  const place = staged.pathOf(target);
  // A linked folder is the user's own: its files are not to be shared with.
  const source = installed?.linked === false ? installed : undefined;
  const same = Object.entries(source?.record.files ?? {}).find(
    ([, file]) => file.repository === repository && file.path === path && file.bytes === expected.bytes,
  );
  if (source && same && (await sizeOf(place)) !== expected.bytes) {
    await mkdir(dirname(place), { recursive: true });
    await rm(place, { force: true });
    const original = join(source.folder, ...same[0].split('/'));
    // One file under two names costs no space; some file systems have no such thing.
    await link(original, place).catch(() => copyFile(original, place).catch(() => undefined));
  }
  if ((await sizeOf(place)) !== expected.bytes) return undefined;
  const found = (await readContentHash(place, expected.bytes, signal)).digest();
  if (isExpected(found, expected)) return found;
  await rm(place, { force: true });
  return undefined;
}

async function describePack(plan: PackPlan, staged: StagedPack, files: PackRecord['files']): Promise<PackRecord> {
  const { id, title, world, variant } = plan;
  const described = [];
  for (const { part, models } of plan.parts) {
    described.push(await describeRoles({ part, models, folder: part.name }, staged.folder));
  }
  return createPackRecord({
    id,
    title,
    world,
    variant,
    parts: plan.parts.map(({ part: { name, licence, repository }, commit }) => ({ name, licence, repository, commit })),
    roles: Object.assign({}, ...described.map(({ roles }) => roles)) as PackRecord['roles'],
    dimensions: described.find(({ dimensions }) => dimensions !== undefined)?.dimensions,
    files,
  });
}

/** Bytes of a file; −1 when it is not there: it may well have none. */
function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => -1,
  );
}
