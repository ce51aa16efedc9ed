/** Which precision of the models is fetched: `full` is float32, `quantised` is smaller and a little less exact. */
export type PackVariant = 'full' | 'quantised';

/** All variants, the default first. */
export const packVariants: readonly PackVariant[] = ['full', 'quantised'];

/** What a part of a pack does; also the folder that it lies in. */
export type PartName = 'image-text' | 'actions' | 'vision-language' | 'speech' | 'chat';

/** Roles of `askreel-pack.json` that a part can fill. */
export type PartRole = 'frame' | 'text' | 'clip' | 'visionLanguage' | 'speech' | 'chat';

/** Precisions of exported models, as transformers.js names them. */
export type ModelPrecision = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4';

/** One of a part's ONNX files: `onnx/<name>…onnx`. */
export interface ModelFile {
  readonly name: string;
  /** Precisions to look for, the preferred one first: repositories do not offer the same ones. */
  readonly precisions: Readonly<Record<PackVariant, readonly ModelPrecision[]>>;
}

/** One repository's share of a pack. */
export interface PackPart {
  readonly name: PartName;
  /** One short phrase: what it is for. */
  readonly does: string;
  readonly roles: readonly PartRole[];
  /** `owner/name` on the hub. */
  readonly repository: string;
  /** The commit to take; without one `main` is looked up, and the commit found is recorded. */
  readonly revision?: string;
  readonly licence: string;
  /** What the licence asks of the user, one sentence, where it is not a free one. */
  readonly licenceNote?: string;
  /** Files that must be there. */
  readonly files: readonly string[];
  /** Files that are taken when they are there. */
  readonly optionalFiles: readonly string[];
  /** Sets of models, any one of which will do, the preferred one first. */
  readonly models: readonly (readonly ModelFile[])[];
  /** Bytes of the models, roughly, for lists that are made without a network. */
  readonly approximateBytes?: Readonly<Record<PackVariant, number>>;
  /** Whether a speech model gives the cross attentions from which the times of words are read. */
  readonly wordTimestamps?: boolean;
  /** Longest prompt and answer of a chat model together, in tokens, where its configuration does not say. */
  readonly contextTokens?: number;
}

/** A pack that askreel knows how to put together from repositories on the hub. */
export interface PackRecipe {
  readonly id: string;
  readonly title: string;
  /** One sentence on what the pack knows. */
  readonly world: string;
  readonly defaultVariant: PackVariant;
  readonly parts: readonly PackPart[];
}
