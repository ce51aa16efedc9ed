// Two agents in a LangGraph graph: an editor who never looks at a video plans questions for askreel, which it has as one
// tool, collects the moments that the answers cite and leaves a cut list for an editing program.
//
//   npx tsx examples/two-agents.ts <library folder> <cut list, e.g. cut.edl> <videos …>
import type { ToolMessage } from '@langchain/core/messages';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import {
  createVideoAgent,
  createVideoQaTool,
  cutsOfAnswer,
  exportCuts,
  indexVideos,
  openLibrary,
  type Answer,
} from 'askreel';

const [folder = './library', cutList = 'cut.edl', ...videos] = process.argv.slice(2);

await using library = await openLibrary(folder);
await indexVideos(library, videos);
await using agent = await createVideoAgent(library, { model: process.env.ASKREEL_MODEL ?? 'offline' });
const askVideos = createVideoQaTool(agent);

const State = Annotation.Root({
  /** Questions still to be asked. */
  open: Annotation<string[]>,
  answers: Annotation<Answer[]>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
  report: Annotation<string>,
});

/** The editor wants an opening from each video: what happens first. */
function plan(): Partial<typeof State.State> {
  return { open: library.library.videos().map(({ title }) => `What happens first in ${title}?`) };
}

async function ask({ open }: typeof State.State): Promise<Partial<typeof State.State>> {
  const [question = '', ...rest] = open;
  const call = { type: 'tool_call' as const, id: question, name: askVideos.name, args: { question } };
  const reply = (await askVideos.invoke(call)) as ToolMessage;
  console.log(`\n${question}\n${reply.text}`);
  return { open: rest, answers: [reply.artifact as Answer] };
}

async function cut({ answers }: typeof State.State): Promise<Partial<typeof State.State>> {
  const moments = answers.filter(({ found }) => found);
  const cuts = moments.flatMap((answer) => cutsOfAnswer('opening', answer).cuts.slice(0, 1));
  const { files } = await exportCuts(library, { title: 'Openings', cuts }, cutList, { force: true });
  return { report: `${cuts.length} cuts in ${files.join(', ')}` };
}

const graph = new StateGraph(State)
  .addNode('plan', plan)
  .addNode('ask', ask)
  .addNode('cut', cut)
  .addEdge(START, 'plan')
  .addConditionalEdges('plan', ({ open }) => (open.length > 0 ? 'ask' : END), ['ask', END])
  .addConditionalEdges('ask', ({ open }) => (open.length > 0 ? 'ask' : 'cut'), ['ask', 'cut'])
  .addEdge('cut', END)
  .compile();

const { report } = await graph.invoke({});
console.log(`\n${report ?? 'There are no videos.'}`);
