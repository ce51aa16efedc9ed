import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useWords } from '../words/words-context.js';

/** Takes files that are dropped anywhere on the page. */
export function DropZone({
  onFiles,
  children,
}: {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}) {
  const words = useWords();
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent: only as many leaves as enters mean that the pointer is gone.
  const depth = useRef(0);
  const bringsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div
      className="whole"
      onDragEnter={(event) => {
        if (!bringsFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (bringsFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className="drop">{words.dropHere}</div>}
    </div>
  );
}
