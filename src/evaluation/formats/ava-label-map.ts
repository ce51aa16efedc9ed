import type { AskreelError } from '../../domain/coded-error.js';
import type { ActionCategory } from '../metrics/frame-map.js';
import { unusablePlace } from './unusable-place.js';

/** An entry: `item { name: "stand" id: 12 }` (v2.2) or `label { name: … label_id: … label_type: … }` (v2.1). */
const entryPattern = /\b(?:item|label)\s*\{((?:"[^"\n]*"|[^"{}])*)\}/g;
const comments = /^\s*#.*$/gm;

/**
 * AVA's list of actions, a protocol-buffer text (`.pbtxt`), in the file's order. Throws TRUTH_INVALID with `source` and
 * the line for text that is no entry, an entry without name or id, and an id that occurs twice.
 */
export function readAvaLabelMap(text: string, source: string): ActionCategory[] {
  // Comments keep their lines, so that line numbers stay right.
  const content = text.replace(comments, '');
  const lineOf = (position: number): number => content.slice(0, position).split('\n').length;
  const invalid = (position: number, reason: string): AskreelError =>
    unusablePlace(`Line ${lineOf(position)}`, source, reason);
  const categories = new Map<number, ActionCategory>();
  let end = 0;
  const requireBlank = (until: number): void => {
    const offset = content.slice(end, until).search(/\S/);
    if (offset >= 0) throw invalid(end + offset, 'there is no whole entry with name and id');
  };
  for (const match of content.matchAll(entryPattern)) {
    requireBlank(match.index);
    end = match.index + match[0].length;
    const body = match[1] ?? '';
    const name = /\bname:\s*"([^"\n]+)"/.exec(body)?.[1];
    const id = Number(/\b(?:label_)?id:\s*(\d+)/.exec(body.replace(/"[^"]*"/g, ''))?.[1]);
    if (name === undefined || !Number.isInteger(id)) throw invalid(match.index, 'the entry needs a name and an id');
    if (categories.has(id)) throw invalid(match.index, `the id ${id} occurs twice`);
    categories.set(id, { id, name });
  }
  requireBlank(content.length);
  if (categories.size === 0) throw invalid(0, 'there is no entry');
  return [...categories.values()];
}
