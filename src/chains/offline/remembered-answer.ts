import { eventRoles, otherCaption } from '../../tools/event-roles.js';
import { fieldText } from '../../tools/evidence-line.js';
import { readCaptionFacts } from './caption-fact.js';
import { toScenes, type Scene } from './match-facts.js';
import { memoryTool } from './plan-memory-calls.js';
import { ownSummary, type TurnEvidence, type ToolWords } from './turn-evidence.js';

/** What the memory of events answered, read from its words. */
export interface RememberedAnswer {
  readonly measure: string;
  readonly count: number;
  readonly perhaps: number;
  readonly seconds: number;
  /** The counted events that are shown, as the tool orders them. */
  readonly events: readonly Scene[];
  /** Those of them whose captions say another thing. */
  readonly otherwise: readonly Scene[];
  readonly doubtful: readonly Scene[];
  readonly anchors: readonly Scene[];
  /** Whether nothing fits well what was counted from. */
  readonly unsureAnchor: boolean;
  /** How many events each video has, by its title; where the tool tells them apart. */
  readonly tallies: ReadonlyMap<string, number>;
  /** In how many videos something is counted. */
  readonly videos: number;
}

/** The memory's answers of a turn, in the order of the calls. */
export function rememberedAnswers(turn: TurnEvidence): RememberedAnswer[] {
  return turn.results.filter(({ tool }) => tool === memoryTool).map(readAnswer);
}

function readAnswer(result: ToolWords): RememberedAnswer {
  const bare = ownSummary(result);
  const number = (pattern: RegExp): number => Number(pattern.exec(bare)?.[1] ?? 0);
  const count = number(/(\d+) (?:time|event)s?\b/);
  const scenes = new Map(toScenes(readCaptionFacts(result.lines)).map((scene) => [scene.number, scene]));
  const otherwise = new Set(
    result.lines.filter((line) => fieldText(line, 'details')?.includes(otherCaption)).map((line) => line.number),
  );
  const withRole = (role: string | undefined): Scene[] =>
    result.lines.flatMap((line) => {
      const details = fieldText(line, 'details') ?? '';
      const own = Object.values(eventRoles).find((one) => details.startsWith(one));
      return own === role ? (scenes.get(line.number) ?? []) : [];
    });
  const events = withRole(undefined);
  const tallies = readTallies(result);
  const counted = [...tallies.values()].filter((number) => number > 0).length;
  const unnamed = tallies.size === 0 ? 0 : Number(/, and (\d+) videos more\.$/.exec(tallyLine(result))?.[1] ?? 0);
  return {
    measure: typeof result.input['measure'] === 'string' ? result.input['measure'] : '',
    count,
    perhaps: Math.max(0, number(/perhaps (\d+)/) - count),
    seconds: number(/(\d+\.\d) seconds/),
    events,
    otherwise: events.filter((scene) => otherwise.has(scene.number)),
    doubtful: withRole(eventRoles.doubtful),
    anchors: withRole(eventRoles.anchor),
    unsureAnchor: bare.includes('is doubtful'),
    tallies,
    videos: Math.max(new Set(events.map(({ videoTitle }) => videoTitle)).size, counted + unnamed),
  };
}

/** `By video: "park day" 3, "beach" 1 (perhaps 2), and 4 videos more.` */
function tallyLine({ words }: ToolWords): string {
  return (
    /(?:^| )(By video: (?:"(?:[^"\\]|\\.)*" \d+(?: \(perhaps \d+\))?(?:, )?)+(?:and \d+ videos more)?\.)/.exec(
      words.split('\n').at(-1) ?? '',
    )?.[1] ?? ''
  );
}

function readTallies(result: ToolWords): Map<string, number> {
  const told = tallyLine(result).matchAll(/("(?:[^"\\]|\\.)*") (\d+)/g);
  return new Map([...told].map(([, title = '""', count]) => [JSON.parse(title) as string, Number(count)]));
}
