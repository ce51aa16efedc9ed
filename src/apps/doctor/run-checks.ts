import { packageVersion } from '../package-version.js';
import type { Settings } from '../settings.js';
import { checkChatModel } from './check-chat-model.js';
import { checkGraphics } from './check-graphics.js';
import { checkLibrary } from './check-library.js';
import { checkMedia } from './check-media.js';
import { checkModels } from './check-models.js';
import { checkNativeModules } from './check-native-modules.js';
import { checkNode } from './check-node.js';
import type { Check } from './check.js';

/** What the user named on the command line. */
export interface DoctorSubject {
  readonly library?: string | undefined;
  readonly pack?: string | undefined;
  readonly model?: string | undefined;
  /** Where execution providers are set, if they are. */
  readonly providersFrom?: string;
}

/** Looks at everything that askreel stands on. Never throws: what fails becomes a check with status `problem`. */
export async function runChecks(subject: DoctorSubject, settings: Settings): Promise<Check[]> {
  return [
    { name: 'askreel', status: 'ok', detail: packageVersion() },
    checkNode(),
    ...(await checkMedia(settings)),
    ...checkNativeModules(),
    ...(await checkModels(subject.pack, settings, subject.providersFrom)),
    await checkGraphics(),
    checkLibrary(subject.library, settings),
    await checkChatModel(subject.model, settings),
  ];
}
