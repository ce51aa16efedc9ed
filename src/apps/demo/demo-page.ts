import { pathToFileURL } from 'node:url';
import { formatSpan } from '../../domain/timestamp.js';
import { escapeHtml } from '../escape-html.js';
import type { AnsweredQuestion, PicturedCitation } from './answered-question.js';

const style = `
  :root { color-scheme: light dark; --ink: #1d2026; --quiet: #5b6270; --paper: #faf9f6; --card: #ffffff; --line: #dedbd3; --link: #0b57a4; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e9e7e2; --quiet: #a3a9b5; --paper: #16181d; --card: #1f2229; --line: #363b46; --link: #8ab8ff; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
  main { max-width: 56rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
  h1 { font-size: 1.7rem; margin: 0 0 0.25rem; }
  header p, footer { color: var(--quiet); }
  article { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem 1.5rem; margin: 1.5rem 0; }
  h2 { font-size: 1.15rem; margin: 0 0 0.5rem; }
  article p { margin: 0 0 1rem; white-space: pre-line; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); }
  figure { margin: 0; }
  img { display: block; width: 100%; height: auto; border-radius: 0.4rem; border: 1px solid var(--line); }
  figcaption { font-size: 0.875rem; margin-top: 0.4rem; color: var(--quiet); overflow-wrap: anywhere; }
  a { color: var(--link); font-variant-numeric: tabular-nums; }
  a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

/**
 * The demo's answers as one HTML page that needs no other file but the videos its links open: pictures are data URIs,
 * and everything that comes from videos or models is escaped.
 */
export function demoPage(answered: readonly AnsweredQuestion[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>askreel: five questions, answered</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<h1>Ask questions of your videos</h1>
<p>Every answer below was made on this machine, from the sample library that comes with askreel. Each picture is a moment that the answer rests on; its time opens the video there.</p>
</header>
${answered.map(article).join('\n')}
<footer>Made by <code>askreel demo</code>.</footer>
</main>
</body>
</html>
`;
}

function article({ question, answer, pictures }: AnsweredQuestion, index: number): string {
  const id = `question-${index + 1}`;
  const list = pictures.length > 0 ? `\n<ul>\n${pictures.map(figure).join('\n')}\n</ul>` : '';
  return `<article aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(question)}</h2>
<p>${escapeHtml(answer.text)}</p>${list}
</article>`;
}

function figure({ number, videoTitle, videoPath, span, note, thumbnail }: PicturedCitation): string {
  const place = `${videoTitle}, ${formatSpan(span)}`;
  const link = `${pathToFileURL(videoPath).href}#t=${span.startSeconds.toFixed(2)},${span.endSeconds.toFixed(2)}`;
  const source = `data:image/jpeg;base64,${thumbnail?.toString('base64') ?? ''}`;
  const picture = thumbnail ? `<img src="${source}" alt="${escapeHtml(`Picture from ${place}`)}">` : '';
  return `<li><figure>${picture}<figcaption>[${number}] <a href="${escapeHtml(link)}">${escapeHtml(place)}</a><br>${escapeHtml(note)}</figcaption></figure></li>`;
}
