import { loadModelPack } from '../../encoders/load-model-pack.js';
import { openEncoders } from '../../encoders/open-encoders.js';
import { packFolder } from '../locations.js';
import { readProviders } from '../read-providers.js';
import type { Settings } from '../settings.js';
import { checkProviders } from './check-providers.js';
import { problem, type Check } from './check.js';

/** Whether the model pack is whole, on what its models run and what else could run them. */
export async function checkModels(
  given: string | undefined,
  settings: Settings,
  providersFrom = 'ASKREEL_PROVIDERS',
): Promise<Check[]> {
  const checks: Check[] = [];
  try {
    const pack = await loadModelPack(packFolder(given, settings), { verify: 'content' });
    const { title, id, revision, world } = pack.manifest;
    const files = Object.keys(pack.manifest.files).length;
    const detail = `${title} (${id}@${revision}), ${files} files verified: ${pack.folder}`;
    checks.push({ name: 'pack', status: 'ok', detail, hint: `It knows: ${world}` });
    const providers = readProviders(settings.providers);
    const encoders = await openEncoders(pack, providers ? { providers } : {});
    const { taken, refused } = encoders.provider;
    const scoresOnly = await encoders.clip?.featuresRefused();
    await encoders.close();
    const chosenBy = providers ? providersFrom : pack.manifest.providers ? 'the pack' : 'trying one after another';
    const reasons = refused.map(({ provider, reason }) => `${provider} not taken: ${reason}`);
    checks.push({ name: 'provider', status: 'ok', detail: [`${taken}, chosen by ${chosenBy}`, ...reasons].join('; ') });
    if (scoresOnly !== undefined)
      checks.push({ name: 'clip model', status: 'ok', detail: `gives actions but no features: ${scoresOnly}` });
    checks.push(...(await checkProviders(pack)));
  } catch (error) {
    checks.push(problem(checks.length === 0 ? 'pack' : 'provider', error));
  }
  return checks;
}
