import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the environment says; absent where it says nothing. An empty variable counts as absent. */
export interface Settings {
  /** ASKREEL_LIBRARY: the library's folder. */
  readonly library?: string;
  /** ASKREEL_PACK: a model pack's name or folder. */
  readonly pack?: string;
  /** ASKREEL_PACKS: the folder of packs that were pulled or added. */
  readonly packs?: string;
  /** HF_ENDPOINT: a mirror in the Hugging Face hub's place. */
  readonly hubEndpoint?: string;
  /** HF_TOKEN: for private and gated repositories. */
  readonly hubToken?: string;
  /** ASKREEL_OFFLINE or HF_HUB_OFFLINE (1): nothing is fetched. */
  readonly offline?: boolean;
  /** ASKREEL_MODEL: the chat model, as `--model` takes it. */
  readonly model?: string;
  /** ASKREEL_PROVIDERS: execution providers to try, in order, separated by commas. */
  readonly providers?: readonly string[];
  /** OPENAI_API_KEY. */
  readonly openaiApiKey?: string;
  /** OPENAI_BASE_URL: an OpenAI-compatible server in OpenAI's place. */
  readonly openaiBaseUrl?: string;
  /** OLLAMA_HOST: where Ollama listens, as Ollama itself reads it. */
  readonly ollamaHost?: string;
  /** ASKREEL_MCP_TOKEN: the bearer token that clients of `askreel mcp --http` must bring. */
  readonly mcpToken?: string;
  /** ASKREEL_SERVER_TOKEN: the bearer token that clients of `askreel serve` must bring. */
  readonly serverToken?: string;
  /** FFMPEG_PATH: a program to use instead of the system's ffmpeg. */
  readonly ffmpegPath?: string;
  /** FFPROBE_PATH: a program to use instead of the system's ffprobe. */
  readonly ffprobePath?: string;
  /** NO_COLOR, FORCE_COLOR; without them the terminal decides. */
  readonly colour?: boolean;
  /** FORCE_HYPERLINK (1 or 0), or what is known of the terminal program. */
  readonly hyperlinks: boolean;
  /** The operating system's folder for this user's data. */
  readonly userDataFolder: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment: the only place that does. */
export function readSettings(environment: Environment = process.env, platform: string = process.platform): Settings {
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const providers = given('ASKREEL_PROVIDERS');
  const colour = colourWish(environment);
  const offline = [given('ASKREEL_OFFLINE'), given('HF_HUB_OFFLINE')].some(isYes);
  return {
    ...optional('library', given('ASKREEL_LIBRARY')),
    ...optional('pack', given('ASKREEL_PACK')),
    ...optional('packs', given('ASKREEL_PACKS')),
    ...optional('hubEndpoint', given('HF_ENDPOINT')),
    ...optional('hubToken', given('HF_TOKEN')),
    ...(offline && { offline }),
    ...optional('model', given('ASKREEL_MODEL')),
    ...optional('providers', providers === undefined ? undefined : splitList(providers)),
    ...optional('openaiApiKey', given('OPENAI_API_KEY')),
    ...optional('openaiBaseUrl', given('OPENAI_BASE_URL')),
    ...optional('ollamaHost', given('OLLAMA_HOST')),
    ...optional('mcpToken', given('ASKREEL_MCP_TOKEN')),
    ...optional('serverToken', given('ASKREEL_SERVER_TOKEN')),
    ...optional('ffmpegPath', given('FFMPEG_PATH')),
    ...optional('ffprobePath', given('FFPROBE_PATH')),
    ...optional('colour', colour),
    hyperlinks: opensLinks(environment),
    userDataFolder: userDataFolder(environment, platform),
  };
}

/** As the hub's own tools read a switch. */
function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(1|on|yes|true)$/i.test(value);
}

/** All variables of this program, to be passed on to one that it starts. */
export function inheritedEnvironment(): Environment {
  return { ...process.env };
}

/** Settings with the execution providers of a command line, `cuda,cpu`, in the place of the environment's. */
export function withProviders(settings: Settings, given: string | undefined): Settings {
  return given === undefined ? settings : { ...settings, ...optional('providers', splitList(given)) };
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}

/** https://no-color.org: any value but the empty one turns colour off. */
function colourWish(environment: Environment): boolean | undefined {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
  return environment.TERM === 'dumb' ? false : undefined;
}

/** Terminals do not say whether they know OSC 8; these are known to. */
function opensLinks(environment: Environment): boolean {
  if (environment.FORCE_HYPERLINK) return environment.FORCE_HYPERLINK !== '0';
  if (environment.TERM === 'dumb' || environment.CI) return false;
  if (Number(environment.VTE_VERSION ?? 0) >= 5000) return true;
  if (/^(iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio)$/.test(environment.TERM_PROGRAM ?? '')) return true;
  if (/^(xterm-kitty|alacritty|foot|contour)/.test(environment.TERM ?? '')) return true;
  return ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'DOMTERM'].some((name) => environment[name]);
}

function userDataFolder(environment: Environment, platform: string): string {
  if (environment.XDG_DATA_HOME) return environment.XDG_DATA_HOME;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.local', 'share');
}
