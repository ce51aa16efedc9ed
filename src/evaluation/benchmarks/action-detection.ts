import { readActivityNetResults, readActivityNetTruth } from '../formats/activitynet-json.js';
import {
  actionDetectionMap,
  activityNetProtocol,
  thumosProtocol,
  type ActionDetectionProtocol,
} from '../metrics/action-detection-map.js';
import { shareScore, type Benchmark } from './benchmark.js';

const predictions = ['results as ActivityNet takes them: json with segments, labels and scores by video'];

/** Temporal action detection on the validation videos. */
export const activityNet: Benchmark = {
  id: 'activitynet',
  title: 'ActivityNet 1.3: temporal action detection',
  truth: 'activity_net.v1-3.min.json',
  predictions,
  score: scoreBy(activityNetProtocol),
};

/** Temporal action detection on the test videos. */
export const thumos14: Benchmark = {
  id: 'thumos14',
  title: 'THUMOS-14: temporal action detection',
  truth: 'the test annotations in ActivityNet’s form',
  predictions,
  score: scoreBy(thumosProtocol),
};

function scoreBy(protocol: ActionDetectionProtocol): Benchmark['score'] {
  return (truth, [results]) => {
    const { averageMap, byThreshold } = actionDetectionMap(
      readActivityNetTruth(truth.text, truth.source),
      results ? readActivityNetResults(results.text, results.source) : [],
      protocol,
    );
    return [
      ...byThreshold.map(({ tiou, map }) => shareScore(`mAP@${tiou}`, map)),
      shareScore('average mAP', averageMap),
    ];
  };
}
