import { readAvaDetections, readAvaTruth } from '../formats/ava-csv.js';
import { readAvaLabelMap } from '../formats/ava-label-map.js';
import type { ActionBox } from '../metrics/action-box.js';
import { frameMap, type ActionCategory } from '../metrics/frame-map.js';
import { shareScore, type Benchmark } from './benchmark.js';

/** Boxes with actions, frame by frame. */
export const ava: Benchmark = {
  id: 'ava',
  title: 'AVA: spatio-temporal action detection',
  truth: 'ava_val_v2.2.csv',
  predictions: ['detections: the same csv with the score in the eighth column', 'a label map (pbtxt)?'],
  score: (truth, [detections, labelMap]) => {
    const truths = readAvaTruth(truth.text, truth.source);
    const categories = labelMap ? readAvaLabelMap(labelMap.text, labelMap.source) : categoriesOf(truths);
    const found = detections ? readAvaDetections(detections.text, detections.source) : [];
    const { overall, byGroup, byCategory } = frameMap(truths, found, categories);
    return [
      shareScore('frame mAP@0.5', overall),
      ...Object.entries(byGroup).map(([group, map]) => shareScore(`frame mAP@0.5, ${group}`, map)),
      ...byCategory.map(({ category, averagePrecision }) => shareScore(`AP@0.5, ${category.name}`, averagePrecision)),
    ];
  },
};

/** Without a label map: every action that has truth, by its number. */
function categoriesOf(truths: readonly ActionBox[]): ActionCategory[] {
  const ids = new Set(truths.map(({ actionId }) => actionId));
  return [...ids].sort((a, b) => a - b).map((id) => ({ id, name: `action ${id}` }));
}
