import { plainLine } from '../plain-line.js';
import { formatTimestamp } from '../timestamp.js';
import type { CastMember, VideoSummary } from './video-summary.js';
import { phrasesOf } from './word-chapters.js';

const mostActors = 40;
const mostActions = 8;
const mostTimes = 6;

/** Where a chapter's picture lies, relative to the page; `undefined` where there is none. */
export type PictureOf = (chapter: number) => string | undefined;

/**
 * A summary as a Markdown page (CommonMark with GitHub's tables): storyline, chapters with times and pictures, and a table of
 * who does what when. Words from the video are escaped: they make no markup, tag or link.
 */
export function writeMarkdown(summary: VideoSummary, pictureOf: PictureOf = () => undefined): string {
  const { video, chapters, storyline, cast, language } = summary;
  const { headings } = phrasesOf(language);
  const told = chapters.flatMap(({ span, title, text }, at) => {
    const time = formatTimestamp(span.startSeconds);
    const picture = pictureOf(at);
    return [
      `### ${time} ${escapeMarkdown(title)}`,
      ...(picture === undefined ? [] : [`![${time}](${encodePath(picture)})`]),
      ...(text === '' ? [] : [escapeMarkdown(text)]),
    ];
  });
  const blocks = [
    `# ${escapeMarkdown(video.title)}`,
    `## ${headings.storyline}`,
    escapeMarkdown(storyline),
    `## ${headings.chapters}`,
    ...told,
    ...(cast.length > 0 ? [`## ${headings.cast}`, castTable(summary)] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function castTable({ cast, language }: VideoSummary): string {
  const { headings, actor: nameOf } = phrasesOf(language);
  const rows = cast.slice(0, mostActors).map((member) => {
    const cells = [
      nameOf(plainLine(member.actor)),
      formatTimestamp(member.secondsOnScreen),
      tellActions(member, language),
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  });
  const more = cast.length > mostActors ? [`| … (${cast.length - mostActors}) | | |`] : [];
  return [`| ${headings.actor} | ${headings.onScreen} | ${headings.actions} |`, '|---|---|---|', ...rows, ...more].join(
    '\n',
  );
}

/** `jumps (0:12, 1:05), moves left (0:30)`; of many actions and times only the first. */
export function tellActions({ actions }: CastMember, language: VideoSummary['language']): string {
  const { action: told } = phrasesOf(language);
  const shown = actions.slice(0, mostActions).map(({ action, spans }) => {
    const times = spans.slice(0, mostTimes).map(({ startSeconds }) => formatTimestamp(startSeconds));
    return `${told(plainLine(action))} (${[...times, ...(spans.length > mostTimes ? ['…'] : [])].join(', ')})`;
  });
  return [...shown, ...(actions.length > mostActions ? ['…'] : [])].join(', ');
}

/** One line in which nothing is markup: neither Markdown nor HTML, nor an address that readers make a link of. */
function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/:(?=\/\/)|(?<=\bwww)\.|@/gi, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+=#]/, '\\$&');
}

/** A relative path in a link: no space or bracket ends it. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()']/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`))
    .join('/');
}
