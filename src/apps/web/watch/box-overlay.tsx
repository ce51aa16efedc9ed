import { useQuery } from '@tanstack/react-query';
import type { Tubes, VideoDetail } from '../../server/schemas/videos.js';
import { queries } from '../server/queries.js';
import { percent } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import { shotAt } from './shot-at.js';

type Tube = Tubes['tubes'][number];

/** A box is drawn up to this long after the frame that it was seen in. */
const boxLastsSeconds = 0.5;

/** Draws boxes round what is sought, in the shot that plays. */
export function BoxOverlay({
  video,
  sought,
  now,
}: {
  readonly video: VideoDetail;
  readonly sought: string;
  readonly now: number;
}) {
  const words = useWords();
  const shot = shotAt(video.shots, now);
  const { data, isFetching } = useQuery({
    ...queries.where(video.id, sought, shot?.span.startSeconds ?? 0, shot?.span.endSeconds ?? 0),
    enabled: sought !== '' && shot !== undefined,
  });
  if (sought === '') return null;
  const drawn = (data?.tubes ?? []).flatMap((tube) => {
    const box = boxAt(tube, now);
    return box ? [{ tube, box }] : [];
  });
  return (
    <div className="boxes">
      {drawn.map(({ tube, box }, index) => (
        <div
          key={index}
          className={tube.approximate ? 'box approximate' : 'box'}
          style={{
            left: `${box.left * 100}%`,
            top: `${box.top * 100}%`,
            width: `${(box.right - box.left) * 100}%`,
            height: `${(box.bottom - box.top) * 100}%`,
          }}
        >
          <span>
            {tube.description} {percent(tube.score)}
          </span>
        </div>
      ))}
      <p className="unseen" role="status">
        {isFetching ? words.looking : drawn.length === 0 ? words.whereNothing : ''}
      </p>
      {!isFetching && data?.tubes.length === 0 && <p className="note">{words.whereNothing}</p>}
      {isFetching && <p className="note">{words.looking}</p>}
    </div>
  );
}

/** Where a thing is at a time: between the two frames around it, or where it was seen last. */
function boxAt({ boxes }: Tube, now: number): Tube['boxes'][number]['box'] | undefined {
  const next = boxes.findIndex(({ timeSeconds }) => timeSeconds >= now);
  const [before, after] = next === -1 ? [boxes.at(-1), undefined] : [boxes[next - 1], boxes[next]];
  if (before && after) {
    const share = (now - before.timeSeconds) / (after.timeSeconds - before.timeSeconds);
    const between = (edge: keyof typeof before.box): number =>
      before.box[edge] + (after.box[edge] - before.box[edge]) * share;
    return { left: between('left'), top: between('top'), right: between('right'), bottom: between('bottom') };
  }
  const nearest = before ?? after;
  return nearest && Math.abs(nearest.timeSeconds - now) <= boxLastsSeconds ? nearest.box : undefined;
}
