import { cutsOfAnswer } from '../../../domain/cut-lists/make-cuts.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import { answerQuestion } from '../answer-question.js';
import type { CommandContext } from '../command-context.js';
import type { AskCommandOptions } from '../command-options.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { openAgentForCommand } from '../open-agent-for-command.js';
import { openLibraryForCommand } from '../open-library-for-command.js';
import { prepareExport } from '../prepare-export.js';

/** `askreel ask <question>`. */
export async function runAsk(question: string, options: AskCommandOptions, context: CommandContext): Promise<ExitCode> {
  const finish = await prepareExport(options, context);
  await using library = await openLibraryForCommand(context, { readOnly: true });
  const videoIds = options.video && resolveVideoIds(library.library, options.video);
  await using agent = await openAgentForCommand(library, options, context);
  const answer = await answerQuestion(
    agent,
    question,
    {
      signal: context.signal,
      ...(videoIds && { videoIds }),
      ...(options.thread !== undefined && { threadId: options.thread }),
    },
    context,
  );
  await finish(library, { question, ...answer }, cutsOfAnswer(question, answer));
  return answer.found ? exitCodes.ok : exitCodes.nothingFound;
}
