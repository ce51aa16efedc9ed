import type { AskOptions, VideoAgent, VideoAgentEvent } from '../../chains/contracts.js';
import type { Answer } from '../../domain/answer.js';
import type { CommandContext } from './command-context.js';
import { printableText } from './printable-text.js';
import { renderAnswer, renderCitations } from './render-answer.js';
import { StatusLine } from './status-line.js';

/**
 * Asks a question and prints the answer with its citations: word by word where a person reads along, at once
 * elsewhere; nothing with `--json`, for the caller to print.
 */
export async function answerQuestion(
  agent: VideoAgent,
  question: string,
  options: AskOptions,
  context: CommandContext,
): Promise<Answer> {
  const { terminal } = context;
  const quiet = context.options.json === true || context.options.quiet === true;
  const status = new StatusLine(terminal, quiet);
  const live = terminal.showsResultsLive && context.options.json !== true;
  let step: number | undefined;
  try {
    status.show('thinking …');
    for await (const event of agent.stream(question, options)) {
      if (event.type === 'tool-started') status.show(`looking: ${describeCall(event)}`);
      if (event.type === 'text-delta' && live) {
        status.clear();
        if (step !== undefined && step !== event.step) terminal.write('\n');
        step = event.step;
        terminal.write(printableText(event.text));
      }
      if (event.type === 'looking-again') {
        status.show(
          event.because === 'rejected' ? 'that does not hold: looking again …' : 'nothing yet: looking again …',
        );
      }
      if (event.type !== 'answer') continue;
      status.clear();
      if (live && step !== undefined) {
        context.print();
        for (const line of renderCitations(event.answer, terminal)) context.print(line);
      } else if (context.options.json !== true) {
        for (const line of renderAnswer(event.answer, terminal)) context.print(line);
      }
      return event.answer;
    }
    throw new Error('The agent ended without an answer.');
  } finally {
    status.clear();
  }
}

function describeCall({ tool, input }: Extract<VideoAgentEvent, { type: 'tool-started' }>): string {
  const values = Object.values(input).filter((value) => typeof value === 'string' || typeof value === 'number');
  return `${tool.replaceAll('_', ' ')} ${values.join(' ')}`.trim();
}
