import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import type { VideoSummary } from '../../server/schemas/videos.js';
import { PlaceLink } from '../routing/place-link.js';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';

const leastWidth = 200;
const gap = 16;
/** Below the picture: title and details. */
const captionHeight = 56;

/** A wall of thumbnails of which only the rows in sight are drawn, so that thousands scroll smoothly. */
export function VideoWall({ videos }: { readonly videos: readonly VideoSummary[] }) {
  const words = useWords();
  const wall = useRef<HTMLUListElement>(null);
  const [{ width, top }, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = wall.current;
    if (!element) return;
    const measure = (): void => {
      const { width, top } = element.getBoundingClientRect();
      setPlace({ width, top: top + window.scrollY });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const columns = Math.max(1, Math.floor((width + gap) / (leastWidth + gap)));
  const cardWidth = (width - gap * (columns - 1)) / columns;
  const rowHeight = Math.max(1, (cardWidth * 3) / 4 + captionHeight + gap);
  const rows = useWindowVirtualizer({
    count: Math.ceil(videos.length / columns),
    estimateSize: () => rowHeight,
    overscan: 3,
    scrollMargin: top,
  });
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  return (
    <ul className="wall" ref={wall} style={{ height: rows.getTotalSize() }}>
      {width > 0 &&
        rows.getVirtualItems().flatMap(({ index: row, start }) =>
          videos.slice(row * columns, (row + 1) * columns).map((video, column) => (
            <li
              key={video.id}
              aria-posinset={row * columns + column + 1}
              aria-setsize={videos.length}
              style={{
                width: cardWidth,
                height: rowHeight - gap,
                transform: `translate(${column * (cardWidth + gap)}px, ${start - top}px)`,
              }}
            >
              <PlaceLink to={{ videoId: video.id }} className="card">
                <span className="picture">
                  <img src={sized(video.thumbnailUrl)} alt="" decoding="async" />
                  <span className="length">{clock(video.durationSeconds)}</span>
                </span>
                <span className="title">{video.title}</span>
                <span className="hint">{words.shots(video.shotCount)}</span>
              </PlaceLink>
            </li>
          )),
        )}
    </ul>
  );
}

function sized(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}width=320`;
}
