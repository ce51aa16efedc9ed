import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { VideoDetail } from '../../server/schemas/videos.js';
import type { Place } from '../routing/address.js';
import { goTo } from '../routing/place.js';
import { queries } from '../server/queries.js';
import { server } from '../server/server-client.js';
import { Problem } from '../settings/problem.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { BoxOverlay } from './box-overlay.js';
import { HighlightList } from './highlight-list.js';
import { Player } from './player.js';
import { ShotList } from './shot-list.js';
import { Timeline } from './timeline.js';
import { TranscriptList } from './transcript-list.js';
import { useCurrentTime } from './use-current-time.js';

/** One video: the player, its timeline, and what is known of it. */
export function VideoView({ videoId, place }: { readonly videoId: string; readonly place: Place }) {
  const words = useWords();
  const { data: video, error, refetch } = useQuery(queries.video(videoId));
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!video) return <p className="hint">{words.loading}</p>;
  return <KnownVideo video={video} place={place} />;
}

function KnownVideo({ video, place }: { readonly video: VideoDetail; readonly place: Place }) {
  const words = useWords();
  const film = useRef<HTMLVideoElement>(null);
  const [sought, setSought] = useState(place.query);
  const [typed, setTyped] = useState(place.query);
  const [removing, setRemoving] = useState(false);
  const now = useCurrentTime(film);
  const seek = (seconds: number): void => {
    if (film.current) film.current.currentTime = seconds;
  };
  // `now` may be a frame late, the film itself is not: quick presses of a key add up.
  const step = (seconds: number): void => {
    const from = film.current?.currentTime ?? 0;
    seek(Math.min(video.durationSeconds, Math.max(0, from + seconds)));
  };
  useEffect(() => {
    if (place.atSeconds !== undefined) seek(place.atSeconds);
  }, [place.visit, place.atSeconds]);
  return (
    <article className="video">
      <div className="heading">
        <h1>{video.title}</h1>
        <span className="hint">
          {clock(video.durationSeconds)} · {words.shots(video.shots.length)} · {video.width} × {video.height}
        </span>
      </div>
      {video.familiarity === 'unfamiliar' && <p className="hint">{words.unfamiliar}</p>}
      <Player video={video} film={film} startAt={place.atSeconds}>
        <BoxOverlay video={video} sought={sought} now={now} />
      </Player>
      <Timeline video={video} sought={sought} now={now} onSeek={seek} onStep={step} />
      <form
        className="where"
        onSubmit={(event) => {
          event.preventDefault();
          setSought(typed.trim());
        }}
      >
        <input
          type="text"
          aria-label={words.whereIs}
          placeholder={`${words.whereIs}: ${words.whereHint}`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <button type="submit">{words.whereIs}</button>
        {sought !== '' && (
          <button
            type="button"
            onClick={() => {
              setSought('');
              setTyped('');
            }}
          >
            {words.clear}
          </button>
        )}
      </form>
      <Tabs>
        <TabList aria-label={video.title} className="tabs">
          <Tab id="shots">{words.shotList}</Tab>
          <Tab id="transcript">{words.transcript}</Tab>
          <Tab id="highlights">{words.highlights}</Tab>
        </TabList>
        <TabPanel id="shots">
          <ShotList video={video} now={now} onSeek={seek} />
        </TabPanel>
        <TabPanel id="transcript">
          <TranscriptList videoId={video.id} now={now} onSeek={seek} />
        </TabPanel>
        <TabPanel id="highlights">
          <HighlightList video={video} sought={sought} onSeek={seek} />
        </TabPanel>
      </Tabs>
      {removing ? (
        <p role="alert">
          {words.removeConfirm} <RemoveButton videoId={video.id} />{' '}
          <button type="button" onClick={() => setRemoving(false)}>
            {words.cancel}
          </button>
        </p>
      ) : (
        <button type="button" className="quiet" onClick={() => setRemoving(true)}>
          {words.removeVideo}
        </button>
      )}
    </article>
  );
}

function RemoveButton({ videoId }: { readonly videoId: string }) {
  const words = useWords();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const remove = async (): Promise<void> => {
    try {
      await server.api.videos[':id'].$delete({ param: { id: videoId } });
      goTo({});
      await client.invalidateQueries();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <button type="button" className="main" onClick={() => void remove()}>
        {words.yesRemove}
      </button>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
