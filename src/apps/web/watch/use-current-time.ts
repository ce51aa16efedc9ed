import { useEffect, useState, type RefObject } from 'react';

/** Where a film stands, in seconds: with every frame while it plays, after every jump while it does not. */
export function useCurrentTime(film: RefObject<HTMLVideoElement | null>): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    let frame = 0;
    const tick = (): void => {
      const element = film.current;
      if (element) setNow(element.currentTime);
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [film]);
  return now;
}
