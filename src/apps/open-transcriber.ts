import { AskreelError } from '../domain/coded-error.js';
import type { Transcriber } from '../encoders/contracts.js';
import { loadPack, type Pack } from '../encoders/load-model-pack.js';
import { WhisperTranscriber } from '../encoders/whisper-transcriber.js';
import { packFolder } from './locations.js';
import { readProviders } from './read-providers.js';
import { OpenAiTranscriber } from './openai-transcriber.js';
import type { Settings } from './settings.js';

/** Who transcribes, and what is known of it beforehand. */
export interface TranscriberChoice {
  /** `whisper` (the library's pack), `whisper:<pack>`, `openai`, or `openai:<model>`. */
  readonly engine: string;
  /** ISO 639-1 code of what is spoken; without it the sound tells. */
  readonly language?: string;
}

/** The forms of an engine's name. */
const transcriberForms = /^(whisper|openai)(?::(\S+))?$/;

/**
 * The transcriber of a name. Nothing is sent anywhere yet, and nothing is ever sent but with `openai`.
 *
 * Throws `BAD_ARGUMENT` for another name, a pack without speech or an unknown language, `PACK_NOT_FOUND` and its like,
 * `PACKAGE_MISSING`, and `CHAT_MODEL_MISSING_KEY`.
 */
export async function openTranscriber(
  { engine, language }: TranscriberChoice,
  libraryPack: Pack,
  settings: Settings,
): Promise<Transcriber> {
  const [, kind, name] = transcriberForms.exec(engine) ?? [];
  if (language !== undefined && !/^[a-z]{2,3}$/.test(language)) {
    throw new AskreelError('BAD_ARGUMENT', `"${language}" is not the code of a language.`, {
      hint: 'Use two letters: en, de, fr, zh, …',
    });
  }
  const spoken = language === undefined ? {} : { language };
  if (kind === 'openai') {
    return new OpenAiTranscriber({
      ...spoken,
      ...(settings.openaiApiKey !== undefined && { apiKey: settings.openaiApiKey }),
      ...(settings.openaiBaseUrl !== undefined && { baseUrl: settings.openaiBaseUrl }),
      ...(name !== undefined && { model: name }),
    });
  }
  if (kind !== 'whisper') {
    throw new AskreelError('BAD_ARGUMENT', `There is no transcriber "${engine}".`, {
      hint: 'Use whisper, whisper:<pack>, openai or openai:<model>.',
    });
  }
  const pack = name === undefined ? libraryPack : await loadPack(packFolder(name, settings));
  const { speech } = pack.manifest.roles;
  const providers = readProviders(settings.providers);
  if (speech) return WhisperTranscriber.open(pack, speech, { ...spoken, ...(providers && { providers }) });
  throw new AskreelError('BAD_ARGUMENT', `The pack ${pack.manifest.id} has no speech model.`, {
    hint: '--transcribe needs a pack with speech: askreel models pull standard, then --transcribe whisper:standard.',
  });
}
