import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AskreelError } from '../../../domain/coded-error.js';
import { plainLine } from '../../../domain/plain-line.js';
import { createVideoAgent } from '../../api/create-video-agent.js';
import { indexVideos } from '../../api/index-videos.js';
import { resolveVideoIds } from '../../api/search-moments.js';
import type { AnsweredQuestion } from '../../demo/answered-question.js';
import { demoPage } from '../../demo/demo-page.js';
import { readDemoQuestions } from '../../demo/demo-questions.js';
import { openDemoLibrary } from '../../demo/open-demo-library.js';
import { pictureCitations } from '../../demo/picture-citations.js';
import { demoQuestionsFile, packFolder, sampleVideosFolder } from '../../locations.js';
import type { VideoLibrary } from '../../video-library.js';
import { answerQuestion } from '../answer-question.js';
import type { CommandContext } from '../command-context.js';
import type { DemoCommandOptions } from '../command-options.js';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.js';
import { IndexingProgress } from '../indexing-progress.js';

/** `askreel demo`: the sample videos into a library, five questions, a page with the answers. */
export async function runDemo(options: DemoCommandOptions, context: CommandContext): Promise<ExitCode> {
  const folder = resolve(options.out ?? 'askreel-demo');
  await mkdir(folder, { recursive: true });
  await using library = await openDemoLibrary({
    libraryFolder: join(folder, 'library'),
    packFolder: packFolder(context.options.pack, context.settings),
    settings: context.settings,
    onWarning: (warning) => context.note(`warning: ${plainLine(warning)}`),
  });
  heading('Indexing the sample videos', context);
  const progress = new IndexingProgress(context);
  const report = await indexVideos(library, [sampleVideosFolder], {
    signal: context.signal,
    onEvent: (event) => progress.show(event),
  });
  if (report.stoppedBy !== undefined) return exitCodeOf(report.stoppedBy);

  const answered = await answerAll(library, options, context);
  const page = join(folder, 'answers.html');
  await writeFile(page, demoPage(answered));
  if (context.options.json) {
    const answers = answered.map(({ question, answer }) => ({ question, ...answer }));
    context.printJson({ library: library.library.folder, page, answers });
  } else sayWhatIsNext(page, library.library.folder, context);
  return report.failed > 0 ? exitCodes.someFilesFailed : exitCodes.ok;
}

async function answerAll(
  library: VideoLibrary,
  options: DemoCommandOptions,
  context: CommandContext,
): Promise<AnsweredQuestion[]> {
  const { signal } = context;
  const media = await library.media();
  await using agent = await createVideoAgent(library, options.model === undefined ? {} : { model: options.model });
  const answered: AnsweredQuestion[] = [];
  for (const { question, video } of await readDemoQuestions(demoQuestionsFile)) {
    if (!context.options.json) {
      context.print();
      context.print(context.terminal.colours.bold(question));
    }
    const videoIds = video === undefined ? {} : { videoIds: resolveVideoIds(library.library, [video]) };
    const answer = await answerQuestion(agent, question, { signal, ...videoIds }, context);
    answered.push({ question, answer, pictures: await pictureCitations(answer.citations, media, signal) });
  }
  if (answered.length > 0) return answered;
  throw new AskreelError('BAD_ARGUMENT', 'The demo has no questions.', { hint: 'Install askreel again.' });
}

function heading(text: string, context: CommandContext): void {
  context.note(context.terminal.noteColours.bold(text));
}

function sayWhatIsNext(page: string, libraryFolder: string, context: CommandContext): void {
  const library = relative('', libraryFolder) || '.';
  context.print();
  context.print(`The answers with their pictures: ${pathToFileURL(page).href}`);
  context.print(`
Try next:
  askreel chat --library ${library}                       ask more about the sample videos
  askreel search "a dog jumps" --library ${library}       find moments by description
  askreel index <your videos>                             begin a library of your own
  askreel doctor                                          see what this machine offers`);
}
