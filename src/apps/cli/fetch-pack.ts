import type { HubClient } from '../../packs/hub-client.js';
import type { PackStore } from '../../packs/pack-store.js';
import type { PackPlan } from '../../packs/plan-pack.js';
import { pullPack } from '../../packs/pull-pack.js';
import type { CommandContext } from './command-context.js';
import { confirm } from './confirm.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { formatBytes } from './format-bytes.js';
import { printableText } from './printable-text.js';
import { PullProgress } from './pull-progress.js';

/** Shows what a plan would fetch, asks, fetches it, and says how to use it. */
export async function fetchPack(
  plan: PackPlan,
  hub: HubClient,
  store: PackStore,
  yes: boolean | undefined,
  context: CommandContext,
): Promise<ExitCode> {
  const { signal, options } = context;
  if (options.json) context.printJsonLine(planForPrograms(plan, hub, store));
  else showPlan(plan, hub, store, context);
  if (!(await confirm(`Download ${formatBytes(plan.bytes)}?`, yes, context))) return exitCodes.failed;
  const progress = new PullProgress(context);
  try {
    await pullPack(plan, hub, store, { signal, onEvent: (event) => progress.show(event) });
  } finally {
    progress.end();
  }
  if (options.json) return exitCodes.ok;
  context.print(`${plan.id} is installed in ${store.folderOf(plan.id)}`);
  const next = howToUse(plan);
  if (next !== undefined) context.note(next);
  return exitCodes.ok;
}

function showPlan(plan: PackPlan, hub: HubClient, store: PackStore, context: CommandContext): void {
  const { noteColours: colours } = context.terminal;
  context.note(`${colours.bold(printableText(plan.title))} (${plan.id}, ${plan.variant})`);
  for (const { part, commit, bytes, files } of plan.parts) {
    const size = formatBytes(bytes).padStart(8);
    context.note(`  ${size}  ${part.name.padEnd(15)} ${printableText(part.repository)}@${commit.slice(0, 12)}`);
    context.note(
      colours.dim(`            ${files.length} files, licence ${printableText(part.licence)}: ${part.does}`),
    );
    if (part.licenceNote !== undefined) context.note(colours.yellow(`            ${part.licenceNote}`));
  }
  context.note(
    `  ${formatBytes(plan.bytes).padStart(8)}  in all, from ${hub.endpoint} into ${store.folderOf(plan.id)}`,
  );
}

function planForPrograms(plan: PackPlan, hub: HubClient, store: PackStore): object {
  return {
    type: 'plan',
    pack: plan.id,
    variant: plan.variant,
    endpoint: hub.endpoint,
    folder: store.folderOf(plan.id),
    bytes: plan.bytes,
    parts: plan.parts.map(({ part, commit, bytes, files }) => ({
      name: part.name,
      roles: part.roles,
      repository: part.repository,
      commit,
      licence: part.licence,
      ...(part.licenceNote !== undefined && { licenceNote: part.licenceNote }),
      bytes,
      files: files.map(({ target, expected }) => ({ path: target, bytes: expected.bytes })),
    })),
  };
}

function howToUse({ id, parts }: PackPlan): string | undefined {
  if (parts.some(({ part }) => part.name === 'image-text')) {
    return `Now index: askreel index <videos> --pack ${id} --library <a new folder>`;
  }
  return parts.some(({ part }) => part.name === 'chat') ? `Now ask: askreel chat --model local:${id}` : undefined;
}
