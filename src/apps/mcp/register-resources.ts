import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { ErrorCode, type ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { formatTimestamp, parseTimestamp } from '../../domain/timestamp.js';
import { spanMiddle } from '../../domain/time-span.js';
import type { Video } from '../../domain/video.js';
import { dataText } from '../../tools/quote-data.js';
import type { RequestExtra } from './call-progress.js';
import type { McpParts } from './contracts.js';
import { RequestFailure, toRequestFailure } from './mcp-failure.js';
import { completeVideoId, requestedVideo } from './requested-video.js';
import { uriTemplates, videosUri, videoUri } from './resource-uris.js';
import { transcriptText, transcriptWebVtt } from './transcript-text.js';
import { videoDocument, videosDocument } from './video-document.js';

type Variables = Readonly<Record<string, string | string[]>>;
type Content = { readonly text: string } | { readonly blob: string };

/** Offers the list of videos, and of each video a JSON document, its transcript and a picture of any moment. */
export function registerResources(server: McpServer, { context, media }: McpParts): void {
  const { library } = context;
  const id = (typed: string): string[] => completeVideoId(library, typed);

  const json = { mimeType: 'application/json' };
  server.registerResource(
    'videos',
    videosUri,
    { title: 'Videos', description: 'All videos of the library: ids, titles and lengths.', ...json },
    (uri) => oneContent(uri, json.mimeType, { text: print(videosDocument(context)) }),
  );

  /** A template whose `{id}` names a video. */
  const register = (
    name: keyof typeof uriTemplates,
    about: { readonly title: string; readonly description: string; readonly mimeType: string },
    read: (video: Video, variables: Variables, signal: AbortSignal) => Content | Promise<Content>,
    template: Partial<ConstructorParameters<typeof ResourceTemplate>[1]> = {},
  ): void => {
    const complete = { id, ...template.complete };
    const pattern = new ResourceTemplate(uriTemplates[name], { list: undefined, ...template, complete });
    server.registerResource(name, pattern, about, async (uri, variables, extra: RequestExtra) => {
      const video = requestedVideo(library, first(variables.id), uri);
      try {
        return oneContent(uri, about.mimeType, await read(video, variables, extra.signal));
      } catch (error) {
        throw toRequestFailure(error);
      }
    });
  };

  register(
    'video',
    { title: 'Video', description: 'Title, length, shots with captions, and actions.', ...json },
    (video) => ({ text: print(videoDocument(video, context)) }),
    {
      list: () => ({
        resources: library.videos().map((video) => ({
          uri: videoUri(video.id),
          name: dataText(video.title),
          description: `Video, ${formatTimestamp(video.durationSeconds)} long: shots, captions, actions.`,
        })),
      }),
    },
  );
  register(
    'transcript',
    { title: 'Transcript', description: 'What is said, a line each, with times.', mimeType: 'text/plain' },
    (video) => ({ text: transcriptText(library.transcript(video.id)) }),
  );
  register(
    'webVtt',
    { title: 'Transcript as WebVTT', description: 'What is said, as subtitles.', mimeType: 'text/vtt' },
    (video) => ({ text: transcriptWebVtt(library.transcript(video.id)) }),
  );
  register(
    'thumbnail',
    { title: 'Thumbnail', description: 'The picture at a moment: seconds, or m:ss.', mimeType: 'image/jpeg' },
    async (video, variables, signal) => {
      const seconds = requestedSeconds(first(variables.seconds), video);
      const picture = await (await media()).makeThumbnail(video.path, seconds, { width: 640, signal });
      return { blob: picture.toString('base64') };
    },
    { complete: { seconds: (typed, request) => completeSeconds(typed, request?.arguments?.id) } },
  );

  /** The middles of the shots of the video that was filled in before. */
  function completeSeconds(typed: string, reference: string | undefined): string[] {
    const video = reference === undefined ? undefined : library.findVideo(reference);
    const middles = video ? library.shots(video.id).map(({ span }) => String(Number(spanMiddle(span).toFixed(2)))) : [];
    return middles.filter((middle) => middle.startsWith(typed)).slice(0, 100);
  }
}

function requestedSeconds(text: string, video: Video): number {
  const seconds = parseTimestamp(text.replaceAll(/%3a/gi, ':'));
  if (seconds !== undefined && seconds <= video.durationSeconds) return seconds;
  const words = `Not a time of this video: write seconds from 0 to ${video.durationSeconds.toFixed(2)}, or m:ss.`;
  throw new RequestFailure(ErrorCode.InvalidParams, words);
}

function oneContent(uri: URL, mimeType: string, content: Content): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType, ...content }] };
}

function print(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
