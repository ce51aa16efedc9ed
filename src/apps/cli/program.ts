import { Command, InvalidArgumentError, Option } from 'commander';
import type {
  ActionsCommandOptions,
  AskCommandOptions,
  ClipCommandOptions,
  DemoCommandOptions,
  DoctorCommandOptions,
  EvalCommandOptions,
  EventsCommandOptions,
  HighlightsCommandOptions,
  SearchCommandOptions,
  SummarizeCommandOptions,
  ThreadsCommandOptions,
  WhereCommandOptions,
} from './command-options.js';
import { defineFeedbackCommand } from './define-feedback-command.js';
import { defineIndexCommand } from './define-index-command.js';
import { defineMcpCommand } from './define-mcp-command.js';
import { defineModelCommands } from './define-model-commands.js';
import { defineServeCommand } from './define-serve-command.js';
import { defineWatchCommand } from './define-watch-command.js';
import { evalHelp } from './eval-help.js';
import { programDescription, programHelp } from './program-help.js';
import type { RunCommand } from './run-command.js';

/** The command line. The code of each command is imported when it runs, so that help and usage errors come at once. */
export function createProgram(run: RunCommand, version: string): Command {
  const program = new Command('askreel')
    .description(programDescription)
    .version(version)
    .option('-l, --library <folder>', "the library's folder (default: askreel/library among your user data)")
    .option('-p, --pack <pack>', 'model pack: a folder, or a name of `askreel models list` (default: starter)')
    .option(
      '--providers <names>',
      "what runs the models, tried in order, e.g. cuda,cpu (default: the pack's choice, or all)",
    )
    .option('--json', 'print JSON on stdout and nothing else there')
    .option('-q, --quiet', 'no progress and no notes')
    .option('--debug', 'show the stack trace of an error')
    .addHelpText('after', `\n${programHelp}`)
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true });

  const define = (usage: string, summary: string): Command => program.command(usage).description(summary);

  defineIndexCommand(
    define(
      'index <paths...>',
      'index videos: files, folders that are searched for videos, or addresses of live streams',
    ),
    transcribeOption(),
    run,
  );

  defineWatchCommand(
    define('watch <folders...>', 'keep the library equal to folders: index, move and remove as their files do'),
    transcribeOption(),
    run,
  );

  define('ask <question>', 'answer one question')
    .addOption(modelOption())
    .addOption(videoOption())
    .addOption(threadOption())
    .addOption(fallbackOption())
    .addOption(roundsOption())
    .addOption(uncheckedOption())
    .addOption(exportOption('the cited moments'))
    .addOption(forceOption())
    .action((question: string, options: AskCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-ask.js')).runAsk(question, options, context),
      ),
    );

  define('chat', 'answer one question after another; they may refer to earlier ones')
    .addOption(modelOption())
    .addOption(videoOption())
    .addOption(threadOption())
    .addOption(fallbackOption())
    .addOption(roundsOption())
    .addOption(uncheckedOption())
    .action((options: AskCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-chat.js')).runChat(options, context),
      ),
    );

  define('threads', 'list the conversations that --thread has kept')
    .option('--forget <name>', 'remove this one')
    .action((options: ThreadsCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-threads.js')).runThreads(options, context),
      ),
    );

  define('search [description]', 'find moments that show, or say, what is described; or that look like a picture')
    .option('--image <file>', 'find what looks like this picture, instead of a description')
    .option('--like <video@time>', 'find more like this moment, e.g. --like "my trip@1:05"')
    .addOption(videoOption())
    .option('-n, --limit <count>', 'at most so many moments (default: 5)', readCount)
    .addOption(exportOption('the moments'))
    .addOption(forceOption())
    .action((wanted: string | undefined, options: SearchCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-search.js')).runSearch(wanted, options, context),
      ),
    );

  define('where <description>', 'say where in the picture something is and how it moves there')
    .option('--video <video>', 'only in this video: its title, path or id')
    .option('--from <time>', 'with --video: look from here on, seconds or m:ss, instead of searching for moments')
    .option('--to <time>', 'with --video: look up to here')
    .option('-n, --limit <count>', 'look at so many moments at most (default: 3)', readCount)
    .option('--export <folder>', 'write pictures there with the boxes drawn')
    .action((wanted: string, options: WhereCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-where.js')).runWhere(wanted, options, context),
      ),
    );

  define('actions <video>', 'say when actions happen in a video of the library, to a tenth of a second, and what moves')
    .option(
      '--action <action>',
      'only this action; may be given several times (default: all that the pack knows)',
      readOneMore,
    )
    .option('--from <time>', 'from here on: seconds, or m:ss')
    .option('--to <time>', 'up to here')
    .option('-n, --limit <count>', 'at most so many actions, the surest (default: all)', readCount)
    .action((video: string, options: ActionsCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-actions.js')).runActions(video, options, context),
      ),
    );

  define('highlights <video> [description]', 'pick what is most worth seeing of a video, or of a description in it')
    .option('--seconds <count>', 'length of all stretches together (default: 20)', readCount)
    .addOption(exportOption('the stretches'))
    .addOption(forceOption())
    .action((video: string, description: string | undefined, options: HighlightsCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-highlights.js')).runHighlights(video, description, options, context),
      ),
    );

  define('summarize <video>', 'say what a video is about: chapters with times, the story, who does what')
    .alias('summarise')
    .option('--chapters <count>', 'so many chapters (default: as fits its length)', readCount)
    .addOption(new Option('--language <code>', 'language of the summary').choices(['en', 'zh']).default('en'))
    .addOption(modelOption())
    .option(
      '--export <file>',
      'also write the summary: page.md (with pictures), chapters.vtt, chapters.txt (0:00 Title), or summary.json',
    )
    .addOption(forceOption())
    .action((video: string, options: SummarizeCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-summarize.js')).runSummarize(video, options, context),
      ),
    );

  define('clip <places...>', 'cut stretches out of videos: askreel clip "my trip" 1:05.2 1:12')
    .usage('<video> <start> <end> … | "<video>@<start>-<end>" …')
    .option('-o, --out <file>', `${exportForms} (default: clips in the working folder)`)
    .addOption(forceOption())
    .action((places: string[], options: ClipCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-clip.js')).runClip(places, options, context),
      ),
    );

  define('videos', 'list the videos of the library').action((_options: unknown, self: Command) =>
    run(self.optsWithGlobals(), async (context) => (await import('./commands/run-videos.js')).runVideos(context)),
  );

  define('events <video>', 'list who does what, when: what is remembered of a video and counted in')
    .option('--about <words>', 'only what these words describe, e.g. --about "a red dog jumps"')
    .action((video: string, options: EventsCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-events.js')).runEvents(video, options, context),
      ),
    );

  define('remove <videos...>', 'remove videos from the library; the files stay').action(
    (videos: string[], _options: unknown, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-remove.js')).runRemove(videos, context),
      ),
  );

  define('eval [folder-or-file]', 'score a folder of videos with truth, or predictions for a public benchmark')
    .addHelpText('after', `\n${evalHelp}`)
    .option('-n, --limit <count>', 'at most so many episodes', readCount)
    .option('--details <file>', 'write each ranked description and each judged answer there, as JSON lines')
    .option('--benchmark <name>', 'score predictions against this benchmark’s truth file')
    .option('--benchmarks', 'list the benchmarks and the files that each of them takes')
    .option('--predictions <files...>', 'the predictions that are scored')
    .option('--report <file>', 'also write the scores as an HTML page with plots')
    .action((subject: string | undefined, options: EvalCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-eval.js')).runEval(subject, options, context),
      ),
    );

  defineFeedbackCommand(define('feedback', 'judge moments, export the judgements, rank by them'), run);

  defineModelCommands(define('models', 'list, fetch, add, check and remove model packs'), run);

  defineMcpCommand(define('mcp', 'serve the library to other agents: an MCP server'), modelOption(), run);

  defineServeCommand(define('serve', 'serve the library over HTTP: the web page and an API'), modelOption(), run);

  define('doctor', 'check programs, models, library and chat model on this machine')
    .addOption(modelOption())
    .option('--fetch-cuda', "first fetch onnxruntime's CUDA libraries, for NVIDIA GPUs on 64-bit Linux")
    .action((options: DoctorCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-doctor.js')).runDoctor(options, context),
      ),
    );

  define('demo', 'index the sample videos, ask five questions, and show the answers as a page')
    .addOption(modelOption())
    .option('-o, --out <folder>', 'where the demo is put (default: askreel-demo)')
    .action((options: DemoCommandOptions, self: Command) =>
      run(self.optsWithGlobals(), async (context) =>
        (await import('./commands/run-demo.js')).runDemo(options, context),
      ),
    );

  return program;
}

const exportForms =
  'film.mp4, edits.edl, project.fcpxml, chapters.vtt, table.csv, list.json, storyboard.jpg or .png, or clips/ for a film of each';

function exportOption(what: string): Option {
  return new Option('--export <file>', `also write ${what}: ${exportForms}`);
}

function forceOption(): Option {
  return new Option('--force', 'overwrite what is there');
}

function modelOption(): Option {
  const forms =
    'offline, local:<pack>, ollama:<name>, openai:<model>, or <base-url>#<model> for an OpenAI-compatible server';
  return new Option('-m, --model <model>', `chat model: ${forms} (default: offline)`);
}

function transcribeOption(): Option {
  const engines = 'whisper (on this machine), whisper:<pack>, openai or openai:<model> (speech is sent there)';
  return new Option(
    '--transcribe [engine]',
    `write down what is said in videos without subtitles: ${engines} (default: whisper)`,
  )
    .preset('whisper')
    .argParser((engine: string) => {
      if (/^(whisper|openai)(:\S+)?$/.test(engine)) return engine;
      throw new InvalidArgumentError(`Put the videos before --transcribe, or write --transcribe=whisper.`);
    });
}

function videoOption(): Option {
  return new Option('--video <video>', 'only this video: its title, path or id; may be given several times').argParser(
    readOneMore,
  );
}

function readOneMore(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function threadOption(): Option {
  return new Option('--thread <name>', 'continue the conversation of this name, and keep it for later');
}

function fallbackOption(): Option {
  return new Option('--fallback-model <name>', 'asked when the chat model fails; may be given several times').argParser(
    readOneMore,
  );
}

function roundsOption(): Option {
  return new Option('--rounds <count>', 'how often a language model may set out to look (default: 3)').argParser(
    readCount,
  );
}

function uncheckedOption(): Option {
  return new Option('--no-check', 'do not look at the cited moments again to check what is said of them');
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99999.');
}
