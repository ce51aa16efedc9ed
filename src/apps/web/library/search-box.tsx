import { useEffect, useRef, useState } from 'react';
import { goTo, usePlace } from '../routing/place.js';
import { useWords } from '../words/words-context.js';

/** How long after the last letter the search begins, in milliseconds. */
const pauseMs = 250;

/** Searches while one types; `/` brings the cursor here from anywhere. */
export function SearchBox() {
  const words = useWords();
  const { query } = usePlace();
  const [text, setText] = useState(query);
  const input = useRef<HTMLInputElement>(null);
  const shown = useRef(query);
  useEffect(() => {
    // The address changed by itself: by going back, or by opening a video.
    if (query !== shown.current) setText(query);
    shown.current = query;
  }, [query]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === shown.current) return;
    const timer = setTimeout(() => {
      const replace = shown.current !== '';
      shown.current = wanted;
      goTo({ query: wanted }, { replace });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    const catchSlash = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key !== '/' || (target instanceof HTMLElement && target.matches('input, textarea, select'))) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', catchSlash);
    return () => window.removeEventListener('keydown', catchSlash);
  }, []);
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        ref={input}
        type="search"
        aria-label={words.search}
        placeholder={`${words.search}: ${words.searchHint}`}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  );
}
