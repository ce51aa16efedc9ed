/** What `--help` begins with. */
export const programDescription = `Ask questions of your videos.

askreel indexes videos with local models and answers questions about them with timestamps.
Nothing leaves this machine unless --model names a remote chat model;
the network is used by \`askreel models\`, after asking, and for live streams that you name.`;

const examples = `Examples:
  askreel index ~/Videos
  askreel watch ~/Videos
  askreel ask "when does the red dog jump?"
  askreel search "a boat at night" --json
  askreel where "a red dog" --export pictures
  askreel clip "my trip" 1:05 1:12.5
  askreel models pull standard
  askreel chat --model http://localhost:11434/v1#glm4`;

const environment = `Environment (options win over it):
  ASKREEL_LIBRARY, ASKREEL_PACK, ASKREEL_MODEL   defaults for --library, --pack, --model
  ASKREEL_PACKS               folder of the packs that were pulled or added
  ASKREEL_OFFLINE             1: never fetch anything (HF_HUB_OFFLINE too)
  HF_ENDPOINT, HF_TOKEN       a mirror of the Hugging Face hub; a token for gated models
  ASKREEL_PROVIDERS           default for --providers
  OPENAI_API_KEY              key for OpenAI, or for a server that wants one
  OPENAI_BASE_URL             an OpenAI-compatible server in OpenAI's place
  ASKREEL_MCP_TOKEN           what clients of askreel mcp --http must send
  ASKREEL_SERVER_TOKEN        what clients of askreel serve must send; needed for any --host but this machine
  FFMPEG_PATH, FFPROBE_PATH   programs to use instead of the system's or the packaged ones
  NO_COLOR, FORCE_HYPERLINK   no colours; links in any terminal (0: in none)`;

const exitCodes = `Exit codes:
  0    done
  1    failed: the error line says why
  2    bad usage
  3    nothing in the library answers or matches
  4    some files failed, the others are indexed
  130  interrupted (Ctrl-C), 143 terminated`;

/** What `--help` ends with. */
export const programHelp = [examples, environment, exitCodes].join('\n\n');
