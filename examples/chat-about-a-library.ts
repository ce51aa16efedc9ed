// Chat about a video library: the second question knows the first.
//
//   npx tsx examples/chat-about-a-library.ts <library folder> <videos …>
import { createVideoAgent, formatSpan, indexVideos, openLibrary } from 'askreel';

const [folder = './library', ...videos] = process.argv.slice(2);

await using library = await openLibrary(folder);
const report = await indexVideos(library, videos);
for (const failure of report.failures) console.error(`${failure.path}: ${failure.message}`);

const agent = await createVideoAgent(library, { model: process.env.ASKREEL_MODEL ?? 'offline' });
const title = library.library.videos()[0]?.title;

for (const question of [`What happens in ${title}?`, 'And after that?']) {
  const answer = await agent.ask(question, { threadId: 'example' });
  console.log(`\n${question}\n${answer.text}`);
  for (const { number, videoTitle, span } of answer.citations) {
    console.log(`  [${number}] ${videoTitle} ${formatSpan(span)}`);
  }
}
