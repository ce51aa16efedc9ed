import type { BenchmarkScore } from '../../evaluation/benchmarks/benchmark.js';
import { escapeHtml } from '../escape-html.js';
import { formatScore } from './format-score.js';
import { reliabilityDiagram } from './reliability-diagram.js';
import type { ScoreSection } from './score-section.js';

const style = `
  :root { color-scheme: light dark; --ink: #1d2026; --quiet: #5b6270; --paper: #faf9f6; --line: #dedbd3; --bar: #2f6fb5; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e9e7e2; --quiet: #a3a9b5; --paper: #16181d; --line: #363b46; --bar: #7fb0ea; }
  }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
  h1 { font-size: 1.7rem; margin: 0 0 0.25rem; }
  h2 { font-size: 1.15rem; margin: 2.25rem 0 0.5rem; }
  p, footer { color: var(--quiet); }
  table { width: 100%; border-collapse: collapse; }
  th { font-weight: normal; text-align: left; padding: 0.25rem 1rem 0.25rem 0; width: 48%; }
  td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: 0.75rem; width: 5.5rem; }
  tr { border-top: 1px solid var(--line); }
  svg { display: block; width: 100%; height: 0.9rem; }
  rect.track { fill: var(--line); }
  rect.bar { fill: var(--bar); }
  figure { margin: 0.75rem 0 0; }
  figcaption { color: var(--quiet); font-size: 0.85rem; max-width: 34rem; }
  svg.reliability { width: 20rem; max-width: 100%; height: auto; }
  svg.reliability text { fill: var(--quiet); font-size: 7px; }
  line.diagonal { stroke: var(--ink); stroke-dasharray: 3 3; }
  line.mark { stroke: var(--ink); stroke-width: 1.5; }
`;

/**
 * Scores as one HTML page that needs no other file: a table for each section with a bar for each percentage.
 *
 * @param subject what was scored: a folder, or files.
 * @param madeAt when, for the reader.
 */
export function scoreReport(subject: string, sections: readonly ScoreSection[], madeAt: Date): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>askreel eval: ${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>Scores</h1>
<p>${escapeHtml(subject)}, ${madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
</header>
${sections.map(sectionHtml).join('\n')}
<footer><p>Made by <code>askreel eval</code>.</p></footer>
</main>
</body>
</html>
`;
}

function sectionHtml({ title, scores, reliability }: ScoreSection): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
<table>
${scores.map(rowHtml).join('\n')}
</table>
${reliability ? reliabilityDiagram(reliability) : ''}
</section>`;
}

function rowHtml({ name, value, unit }: BenchmarkScore): string {
  const isBar = value !== null && unit === 'percent';
  return `<tr><th scope="row">${escapeHtml(name)}</th><td>${isBar ? barSvg(name, value) : ''}</td><td class="number">${formatScore(value, unit)}</td></tr>`;
}

function barSvg(name: string, percent: number): string {
  const width = Math.max(0, Math.min(100, percent)).toFixed(2);
  const label = escapeHtml(`${name}: ${percent.toFixed(1)} %`);
  return `<svg viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="track" width="100" height="4"/><rect class="bar" width="${width}" height="4"/></svg>`;
}
