import { createInterface } from 'node:readline';
import type { VideoAgent } from '../../../chains/contracts.js';
import type { VideoId } from '../../../domain/video.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import { answerQuestion } from '../answer-question.js';
import type { CommandContext } from '../command-context.js';
import type { AskCommandOptions } from '../command-options.js';
import { describeError, errorLine } from '../error-line.js';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.js';
import { openAgentForCommand } from '../open-agent-for-command.js';
import { openLibraryForCommand } from '../open-library-for-command.js';

const welcome = 'Ask about your videos. /forget starts anew, /exit (or Ctrl-D) ends.';

/** `askreel chat`: one question a line, from a person or from a pipe. */
export async function runChat(options: AskCommandOptions, context: CommandContext): Promise<ExitCode> {
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const videoIds = options.video && resolveVideoIds(library.library, options.video);
  await using agent = await openAgentForCommand(library, options, context);
  const conversation: Conversation = { agent, threadId: options.thread ?? 'chat', ...(videoIds && { videoIds }) };
  const atTerminal = process.stdin.isTTY && !context.options.json;
  if (atTerminal) context.note(welcome);

  const lines = createInterface({
    input: process.stdin,
    ...(atTerminal && { output: process.stderr, prompt: '› ' }),
    terminal: atTerminal,
  });
  // While a person types, readline receives the Ctrl-C, not the process.
  lines.on('SIGINT', () => process.emit('SIGINT', 'SIGINT'));
  const stop = (): void => lines.close();
  context.signal.addEventListener('abort', stop, { once: true });
  let exitCode: ExitCode = exitCodes.ok;
  try {
    if (atTerminal) lines.prompt();
    for await (const line of lines) {
      if (line.trim() === '/exit' || context.signal.aborted) break;
      const code = await answerLine(line.trim(), conversation, context);
      if (code !== exitCodes.ok) exitCode = code;
      if (atTerminal) lines.prompt();
    }
    return atTerminal ? exitCodes.ok : exitCode;
  } finally {
    lines.close();
    context.signal.removeEventListener('abort', stop);
  }
}

interface Conversation {
  readonly agent: VideoAgent;
  readonly threadId: string;
  readonly videoIds?: readonly VideoId[];
}

/** A failed answer ends neither the chat nor the pipe: it is reported, and the next question may be asked. */
async function answerLine(line: string, conversation: Conversation, context: CommandContext): Promise<ExitCode> {
  const { agent, threadId, videoIds } = conversation;
  if (line === '') return exitCodes.ok;
  if (line === '/forget') {
    await agent.forget(threadId);
    context.note('Forgotten.');
    return exitCodes.ok;
  }
  try {
    const options = { threadId, signal: context.signal, ...(videoIds && { videoIds }) };
    const answer = await answerQuestion(agent, line, options, context);
    if (context.options.json) context.printJsonLine({ question: line, ...answer });
    else context.print();
    return answer.found ? exitCodes.ok : exitCodes.nothingFound;
  } catch (error) {
    if (context.signal.aborted) throw error;
    context.terminal.writeNote(`${context.terminal.noteColours.red(errorLine(error))}\n`);
    return exitCodeOf(describeError(error).code);
  }
}
