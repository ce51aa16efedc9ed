import { useSyncExternalStore } from 'react';
import { addressOf, placeOf, type Place } from './address.js';

let visits = 0;
const listeners = new Set<() => void>();

function notice(): void {
  visits += 1;
  for (const listener of listeners) listener();
}

window.addEventListener('popstate', notice);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentVisit(): string {
  return `${visits} ${window.location.pathname}${window.location.search}`;
}

/** Where the reader is now. */
export function usePlace(): Place {
  const [visit = '', address = '/'] = useSyncExternalStore(subscribe, currentVisit).split(' ');
  return { ...placeOf(address), visit: Number(visit) };
}

/** Goes to a place; `replace` leaves no step to go back to. */
export function goTo(place: Partial<Place>, { replace = false } = {}): void {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', addressOf(place));
  notice();
}
