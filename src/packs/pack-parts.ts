import type { ModelFile, ModelPrecision, PackPart } from './pack-recipe.js';

/** Where a part comes from. */
export type PartSource = Pick<
  PackPart,
  'repository' | 'revision' | 'licence' | 'licenceNote' | 'approximateBytes' | 'wordTimestamps' | 'contextTokens'
>;

const eightBits: readonly ModelPrecision[] = ['q8', 'int8', 'uint8'];

function model(name: string, quantised: readonly ModelPrecision[] = eightBits): ModelFile {
  return { name, precisions: { full: ['fp32'], quantised } };
}

/** What the generation loops of transformers.js read beside the models. */
const generationFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
const optionalGenerationFiles = [
  'generation_config.json',
  'special_tokens_map.json',
  'processor_config.json',
  'chat_template.jinja',
  'chat_template.json',
];

/** A CLIP: pictures and texts in one space. Two towers, or both in one file. */
export function imageTextPart(source: PartSource): PackPart {
  return {
    ...source,
    name: 'image-text',
    does: 'finds pictures by text',
    roles: ['frame', 'text'],
    files: ['config.json', 'preprocessor_config.json', 'tokenizer.json'],
    optionalFiles: ['tokenizer_config.json', 'special_tokens_map.json'],
    models: [[model('vision_model'), model('text_model')], [model('model')]],
  };
}

/** A video classifier. */
export function actionsPart(source: PartSource): PackPart {
  return {
    ...source,
    name: 'actions',
    does: 'names actions',
    roles: ['clip'],
    files: ['config.json', 'preprocessor_config.json'],
    optionalFiles: [],
    models: [[model('model')]],
  };
}

/** A vision-language model. Its decoder is customarily quantised to four bits, the rest to eight. */
export function visionLanguagePart(source: PartSource): PackPart {
  return {
    ...source,
    name: 'vision-language',
    does: 'captions and answers about pictures',
    roles: ['visionLanguage'],
    files: [...generationFiles, 'preprocessor_config.json'],
    optionalFiles: optionalGenerationFiles,
    models: [[model('vision_encoder'), model('embed_tokens'), model('decoder_model_merged', ['q4', ...eightBits])]],
  };
}

/** A Whisper. */
export function speechPart(source: PartSource): PackPart {
  return {
    ...source,
    name: 'speech',
    does: 'writes down what is said',
    roles: ['speech'],
    files: [...generationFiles, 'preprocessor_config.json', 'generation_config.json'],
    optionalFiles: ['special_tokens_map.json', 'normalizer.json', 'added_tokens.json'],
    models: [[model('encoder_model'), model('decoder_model_merged')]],
  };
}

/** A language model that chats. */
export function chatPart(source: PartSource): PackPart {
  return {
    ...source,
    name: 'chat',
    does: 'words answers (--model local:<pack>)',
    roles: ['chat'],
    files: generationFiles,
    optionalFiles: optionalGenerationFiles,
    models: [[model('model', ['q4', ...eightBits])]],
  };
}
