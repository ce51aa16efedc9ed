import { chineseActions, chineseColours, chineseKinds, chinesePlaces } from './chinese-words.js';
import { describeSought } from './expected-call.js';
import type { AskedQuestion } from './question.js';
import { fitsQuestion } from './made-up-scene.js';
import type { ResultLine } from './result-line.js';
import type { ToolResult } from './tool-result.js';

const mostLines = 5;

/** The answer that the model must learn to write, its statements followed by the numbers of the lines they rest on. */
export function wordAnswer(question: AskedQuestion, result: ToolResult): string {
  const { want, language } = question;
  const chinese = language === 'zh';
  const [first] = result.lines;
  switch (want) {
    case 'count-videos':
      return chinese ? `一共有${result.lines.length}个视频。` : `There are ${result.lines.length} videos.`;
    case 'list':
      return (
        (chinese ? '视频有：' : 'The videos are: ') +
        some(result.lines, (line) => `"${line.title}" [${line.number}]`, chinese)
      );
    case 'length': {
      const line = result.lines.find(({ title }) => title === question.matter.video);
      return line ? `It is ${line.clock} long [${line.number}].` : notFound(question);
    }
    case 'said-when':
      if (!first) return notFound(question);
      return chinese
        ? `在${first.clock}提到 [${first.number}]：${first.words}`
        : `It is mentioned at ${first.clock} [${first.number}]: ${first.words}`;
    case 'said-yes-no':
      if (!first) return chinese ? `没有。${notFound(question)}` : `No. ${notFound(question)}`;
      return chinese
        ? `是的，在${first.clock} [${first.number}]：${first.words}`
        : `Yes, at ${first.clock} [${first.number}]: ${first.words}`;
    case 'said-what':
    case 'said-all':
    case 'said-at':
      return first ? some(result.lines, (line) => `${line.words} [${line.number}]`, chinese) : notFound(question);
    case 'describe':
    case 'actions':
    case 'what-at':
    case 'what-between':
    case 'before':
    case 'after':
      return some(result.lines, (line) => `${line.clock}: ${tell(line, chinese)} [${line.number}]`, chinese);
    case 'ask-colour':
    case 'ask-deed':
      return first ? `${capital(first.words)} [${first.number}].` : notFound(question);
    case 'count':
    case 'count-place': {
      const fitting = result.lines.filter(({ scene }) => scene && fitsQuestion(question, scene));
      const where = some(fitting, (line) => `${line.clock} [${line.number}]`, chinese);
      if (chinese) return fitting.length === 0 ? '0次。' : `${fitting.length}次：${where}`;
      return fitting.length === 0 ? 'None: I could not find any.' : `${fitting.length}: ${where}`;
    }
    default:
      return wordMoment(question, result);
  }
}

/** The line that shows what was asked for; a search that found nothing has none. */
export function chosenLine(question: AskedQuestion, result: ToolResult): ResultLine | undefined {
  return result.found ? result.lines.find(({ scene }) => scene && fitsQuestion(question, scene)) : undefined;
}

/** The plain words for small talk. */
export function wordChat(question: AskedQuestion): string {
  if (question.language === 'zh') return '你好！请问我关于视频的问题，比如什么时候发生了什么。';
  return 'Ask me about your videos: when something happens, who does it, where, how often, or what is said.';
}

/** What is said when the tools brought nothing. */
export function notFound(question: AskedQuestion): string {
  const { want, matter, language } = question;
  if (language === 'zh') return '我没有找到。';
  if (want.startsWith('said')) return `I could not find ${matter.spoken} in what is said.`;
  if (want === 'length') return `I could not find ${matter.video}.`;
  return `I could not find ${describeSought(question)}.`;
}

function wordMoment(question: AskedQuestion, result: ToolResult): string {
  const chinese = question.language === 'zh';
  const yesNo = question.want.startsWith('yes-no');
  const line = chosenLine(question, result);
  if (!line)
    return yesNo ? (chinese ? `没有。${notFound(question)}` : `No. ${notFound(question)}`) : notFound(question);
  const start = yesNo ? (chinese ? '是的，' : 'Yes: ') : '';
  const told = tell(line, chinese);
  const title = question.want === 'which-video' ? (chinese ? `，视频"${line.title}"` : ` in "${line.title}"`) : '';
  if (chinese) return `${start}${told}，${line.clock}${title} [${line.number}]。`;
  return `${yesNo ? start + told : capital(told)} at ${line.clock}${title} [${line.number}].`;
}

/** A caption as a sentence of the question's language. */
function tell({ scene, words }: ResultLine, chinese: boolean): string {
  if (!chinese || !scene) return words;
  return `${chineseColours[scene.colour]}的${chineseKinds[scene.kind]}${chinesePlaces[scene.place]}${chineseActions[scene.action]}`;
}

function some(lines: readonly ResultLine[], say: (line: ResultLine) => string, chinese: boolean): string {
  const said = lines
    .slice(0, mostLines)
    .map(say)
    .join(chinese ? '；' : '; ');
  const rest = lines.length - mostLines;
  return said + (rest > 0 ? (chinese ? '；还有更多。' : '; and more.') : chinese ? '。' : '.');
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
