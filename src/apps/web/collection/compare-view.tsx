import { useEffect, useRef } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { clock } from '../words/clock.js';
import { useWords } from '../words/words-context.js';
import type { MomentPlace } from './moment-place.js';

/** Moments side by side, each going round. */
export function CompareView({
  moments,
  onClose,
}: {
  readonly moments: readonly MomentPlace[];
  readonly onClose: () => void;
}) {
  const words = useWords();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="compare">
        <Dialog>
          <Heading slot="title">{words.compare}</Heading>
          <div className="compared">
            {moments.map((moment) => (
              <LoopingMoment key={`${moment.videoId}${moment.span.startSeconds}`} moment={moment} />
            ))}
          </div>
          <button type="button" className="main" onClick={onClose}>
            {words.closeCompare}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function LoopingMoment({ moment: { videoId, videoTitle, span, label } }: { readonly moment: MomentPlace }) {
  const film = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = film.current;
    if (!element) return;
    const again = (): void => {
      if (element.currentTime >= span.endSeconds || element.currentTime < span.startSeconds - 0.5)
        element.currentTime = span.startSeconds;
    };
    element.addEventListener('timeupdate', again);
    return () => element.removeEventListener('timeupdate', again);
  }, [span.startSeconds, span.endSeconds]);
  return (
    <figure>
      <video
        ref={film}
        src={`/api/videos/${videoId}/file#t=${span.startSeconds},${span.endSeconds}`}
        muted
        autoPlay
        playsInline
      />
      <figcaption>
        <strong>{videoTitle}</strong> {clock(span.startSeconds)}–{clock(span.endSeconds)} {label}
      </figcaption>
    </figure>
  );
}
