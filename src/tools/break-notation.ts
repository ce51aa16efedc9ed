import { citationMark } from '../domain/citation-mark.js';

const mark = new RegExp(citationMark, 'g');
/** `<|system|>`, `<tool_call>`, `<script>`, `<<SYS>>`; not `<3` and `a < b`. */
const tag = /[<＜﹤](?=[^\s\d<＜﹤=-])/gu;
/** `[INST]`, `[/INST]`, `[TOOL_CALLS]`, `[gMASK]`; not `[MUSIC]`. */
const bracketToken = /\[(?=\/?(?:INST|[a-z]*MASK|CLS|SEP|PAD|UNK|BOS|EOS|[A-Z]+_[A-Z_]+)\])/g;
const link = /\](?=\()/g;

/**
 * Breaks the notations in a text from a video that readers of a prompt or an answer act on wherever they stand, even between
 * quotes: control tokens of chat templates (servers read them in any message), tags, the targets of Markdown links and
 * pictures, and citation marks, which would become citations when the text is quoted in an answer. The words stay.
 */
export function breakNotation(text: string): string {
  return text.replace(mark, '($1)').replace(tag, '$& ').replace(bracketToken, '[ ').replace(link, '] ');
}
