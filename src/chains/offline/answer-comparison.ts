import { bareName } from '../../domain/wording/caption-parts.js';
import { draft, notFound, type AnswerDraft, type AnswerInput } from './answer-input.js';
import type { Scene } from './match-facts.js';
import type { ComparedKind } from './phrase-book.js';
import { actionOf } from './phrase-scenes.js';
import { rememberedAnswers } from './remembered-answer.js';
import { unknownVideo } from './unknown-video.js';

/** What a scene shows of a kind. */
const shownIn: Readonly<Record<ComparedKind, (scene: Scene) => readonly string[]>> = {
  actors: ({ subject, companion = '' }) => [bareName(subject), bareName(companion)],
  actions: (scene) => [actionOf(scene)],
  places: ({ place }) => [place],
};
const kinds: readonly ComparedKind[] = ['actors', 'actions', 'places'];
const mostListed = 6;

/** One thing of a kind and where each of the videos that have it first shows it. */
interface Compared {
  readonly thing: string;
  readonly scenes: readonly Scene[];
}

/** "Compare A and B", "What do A and B have in common?", "Which has more dogs, A or B?" */
export function answerComparison(input: AnswerInput): AnswerDraft {
  const { reading, turn, say } = input;
  const unknown = unknownVideo(turn);
  if (unknown !== undefined) return draft(say.noVideo(unknown), []);
  if (reading.compareBy === 'more') return answerMore(input);
  const titles = [...new Set(input.scenes.map((scene) => scene.videoTitle))];
  const [one, other] = titles;
  if (one === undefined) return notFound(input);
  if (other === undefined || titles.length > 2) return draft(say.whichTwo(titles), []);
  const { compareBy } = reading;
  const shared = kinds.flatMap((kind) => told(input, kind, sharedBy(input, kind, titles), undefined));
  const apart = titles.flatMap((title) =>
    kinds.flatMap((kind) => told(input, kind, onlyIn(input, kind, title), title)),
  );
  const parts = [
    ...(compareBy === 'difference'
      ? []
      : shared.length > 0
        ? shared
        : [{ text: say.nothingShared(titles), scenes: [] }]),
    ...(compareBy === 'shared' ? [] : apart.length > 0 ? apart : [{ text: say.nothingApart(titles), scenes: [] }]),
  ];
  return draft(
    parts.map(({ text }) => text).join(' '),
    parts.flatMap(({ scenes }) => scenes),
  );
}

function told(
  { say }: AnswerInput,
  kind: ComparedKind,
  compared: readonly Compared[],
  only: string | undefined,
): { readonly text: string; readonly scenes: readonly Scene[] }[] {
  if (compared.length === 0) return [];
  const shown = compared.slice(0, mostListed);
  const items = shown.map(({ thing, scenes }) =>
    say.saidAt(
      kind === 'actors' ? say.somebody(`a ${thing}`) : kind === 'actions' ? say.action(thing) : say.place(thing),
      say.list(scenes.map((scene) => say.when(scene, only === undefined))),
    ),
  );
  return [
    {
      text: say.compared(kind, items, compared.length - shown.length, only),
      scenes: shown.flatMap(({ scenes }) => scenes),
    },
  ];
}

function sharedBy(input: AnswerInput, kind: ComparedKind, titles: readonly string[]): Compared[] {
  const [first, second] = titles.map((title) => firstsIn(input, kind, title));
  return [...(first ?? [])].flatMap(([thing, scene]) => {
    const other = second?.get(thing);
    return other ? [{ thing, scenes: [scene, other] }] : [];
  });
}

function onlyIn(input: AnswerInput, kind: ComparedKind, title: string): Compared[] {
  const elsewhere = new Set(
    input.scenes.filter((scene) => scene.videoTitle !== title).flatMap((scene) => shownIn[kind](scene)),
  );
  return [...firstsIn(input, kind, title)].flatMap(([thing, scene]) =>
    elsewhere.has(thing) ? [] : [{ thing, scenes: [scene] }],
  );
}

/** What a video shows of a kind, each with the first scene that does. */
function firstsIn({ scenes }: AnswerInput, kind: ComparedKind, title: string): Map<string, Scene> {
  const firsts = new Map<string, Scene>();
  for (const scene of scenes.filter((one) => one.videoTitle === title))
    for (const thing of shownIn[kind](scene)) if (thing !== '' && !firsts.has(thing)) firsts.set(thing, scene);
  return firsts;
}

/** "Which has more dogs, A or B?": how often it is seen in each. */
function answerMore(input: AnswerInput): AnswerDraft {
  const { reading, turn, say } = input;
  const events = rememberedAnswers(turn).flatMap((answer) => answer.events);
  if (events.length === 0) return notFound(input);
  const counts = rememberedAnswers(turn);
  const named = reading.videos ?? [];
  const titles = [...new Set(events.map(({ videoTitle }) => videoTitle))];
  const each =
    named.length === 2
      ? counts.map(({ count, events: some }, index) => {
          return { title: some[0]?.videoTitle ?? named[index] ?? '', count, scenes: some };
        })
      : titles.map((title) => {
          const scenes = events.filter((scene) => scene.videoTitle === title);
          return { title, count: counts[0]?.tallies.get(title) ?? scenes.length, scenes };
        });
  const ordered = each.toSorted((a, b) => b.count - a.count);
  const [most, next] = ordered;
  if (!most || (named.length !== 2 && ordered.length !== 2)) return draft(say.whichTwo(titles), []);
  const items = ordered.map(({ title, count, scenes }) =>
    say.timesIn(
      title,
      count,
      say.times(
        scenes.slice(0, mostListed).map((scene) => say.when(scene, false)),
        count,
      ),
    ),
  );
  return draft(
    say.hasMore(most.count === (next?.count ?? 0) ? undefined : most.title, items),
    ordered.flatMap(({ scenes }) => scenes),
  );
}
