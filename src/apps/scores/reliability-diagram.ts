import type { ReliabilityBin } from '../../evaluation/metrics/calibration-error.js';

const side = 200;
const margin = 28;

/**
 * A reliability diagram as inline SVG, in the report's own colours: for each bin of confidence a bar as high as the share
 * that was right, a mark at the mean confidence, the count below; on the diagonal confidence means what it says.
 */
export function reliabilityDiagram(bins: readonly ReliabilityBin[]): string {
  const full = side + 2 * margin;
  return `<figure><svg class="reliability" viewBox="0 0 ${full} ${full}" role="img" aria-label="Reliability diagram: ${describeBins(bins)}">
<rect class="track" x="${margin}" y="${margin}" width="${side}" height="${side}"/>
${bins.map(barOf).join('\n')}
<line class="diagonal" x1="${margin}" y1="${margin + side}" x2="${margin + side}" y2="${margin}"/>
${[0, 0.5, 1].map(ticksOf).join('\n')}
</svg><figcaption>Share that was right (bars, 0 to 1) by confidence (across, 0 to 1); a mark at each bar's mean confidence, its number of searches below. On the dashed line confidence means what it says.</figcaption></figure>`;
}

function barOf({ from, to, count, confidence, accuracy }: ReliabilityBin): string {
  if (confidence === null || accuracy === null) return '';
  const [x, width] = [at(from) + 1, side * (to - from) - 2];
  const height = side * accuracy;
  const level = (margin + side * (1 - confidence)).toFixed(1);
  const middle = (x + width / 2).toFixed(1);
  return `<rect class="bar" x="${x.toFixed(1)}" y="${(margin + side - height).toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/><line class="mark" x1="${x.toFixed(1)}" y1="${level}" x2="${(x + width).toFixed(1)}" y2="${level}"/><text x="${middle}" y="${margin + side + 9}" text-anchor="middle">${count}</text>`;
}

function ticksOf(value: number): string {
  const y = (margin + side * (1 - value) + 3).toFixed(1);
  return `<text x="${at(value).toFixed(1)}" y="${margin + side + 21}" text-anchor="middle">${value}</text><text x="${margin - 5}" y="${y}" text-anchor="end">${value}</text>`;
}

function at(share: number): number {
  return margin + side * share;
}

function describeBins(bins: readonly ReliabilityBin[]): string {
  return bins
    .flatMap(({ confidence, accuracy, count }) =>
      confidence === null || accuracy === null
        ? []
        : [`${count} at confidence ${confidence.toFixed(2)}, right ${accuracy.toFixed(2)}`],
    )
    .join('; ');
}
