import type { ComponentProps, MouseEvent } from 'react';
import { addressOf, type Place } from './address.js';
import { goTo } from './place.js';

/** A link inside the page: opens in a new tab where the reader asks for that. */
export function PlaceLink({ to, onClick, ...rest }: { readonly to: Partial<Place> } & ComponentProps<'a'>) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(to);
  };
  return <a href={addressOf(to)} onClick={follow} {...rest} />;
}
