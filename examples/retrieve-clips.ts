// Retrieve clips by description: as ranked moments, and through LangChain's retriever interface.
//
//   npx tsx examples/retrieve-clips.ts <library folder> <description> <videos …>
import { formatSpan, indexVideos, openLibrary, searchMoments, VideoRetriever } from 'askreel';

const [folder = './library', description = 'a dog jumps', ...videos] = process.argv.slice(2);

await using library = await openLibrary(folder);
await indexVideos(library, videos);

const result = await searchMoments(library, description, { limit: 3 });
console.log(`${description}: ${result.verdict}`);
for (const moment of result.verdict === 'found' ? result.moments : result.nearest) {
  console.log(`  ${moment.videoTitle} ${formatSpan(moment.span)}  ${moment.caption ?? ''}`);
}

// The same as LangChain documents, for any chain that takes a retriever.
const retriever = new VideoRetriever(library);
const documents = await retriever.invoke(description);
console.log(`The retriever gives ${documents.length} document(s).`);
for (const { pageContent, metadata } of documents) console.log(`  ${metadata.startSeconds} s: ${pageContent}`);
