import { saysAll } from '../wording/same-meaning.js';
import type { VideoEvent } from './video-event.js';

/** An event in words: its caption, or what the caption's actor does where the event is only a part of it. */
export function eventWords(event: VideoEvent): string {
  const { text, actor, action, place } = event;
  if (saysAll(text, action) || action === '') return text;
  return [actor, action, place].filter((part) => part !== '').join(' ');
}
