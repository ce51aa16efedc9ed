import { activityNet, thumos14 } from './action-detection.js';
import { ava } from './ava.js';
import type { Benchmark } from './benchmark.js';
import { captioning } from './captions.js';
import { charadesSta } from './charades-sta.js';
import { msrvtt } from './msrvtt.js';
import { egoSchema, nextQa, videoMme } from './multiple-choice.js';
import { nextGqa } from './nextgqa.js';
import { qvhighlights } from './qvhighlights.js';

/** Every benchmark whose predictions can be scored. Adding one is one file here and its name in this list. */
export const knownBenchmarks: readonly Benchmark[] = [
  qvhighlights,
  charadesSta,
  msrvtt,
  activityNet,
  thumos14,
  ava,
  nextQa,
  nextGqa,
  egoSchema,
  videoMme,
  captioning,
];
