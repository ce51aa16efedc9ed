import { useRef } from 'react';
import { useWords } from '../words/words-context.js';

/** Chooses files to add: dropping is not for everyone. */
export function AddButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="video/*,.mkv,.ts,.mts,.avi,.flv,.wmv"
        multiple
        hidden
        data-testid="add-files"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <button type="button" className="main" onClick={() => input.current?.click()}>
        {words.addVideos}
      </button>
    </>
  );
}
