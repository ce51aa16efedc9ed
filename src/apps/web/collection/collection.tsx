import { createContext, use, useState, type ReactNode } from 'react';
import type { MomentPlace } from './moment-place.js';
import { sameMoment } from './moment-place.js';

interface Collection {
  readonly moments: readonly MomentPlace[];
  readonly holds: (moment: MomentPlace) => boolean;
  /** Puts a moment in, or takes it out when it is there. */
  readonly toggle: (moment: MomentPlace) => void;
  readonly clear: () => void;
}

const Context = createContext<Collection | undefined>(undefined);

/** Holds the moments that the reader collects to compare and export. */
export function CollectionProvider({ children }: { readonly children: ReactNode }) {
  const [moments, setMoments] = useState<readonly MomentPlace[]>([]);
  const holds = (moment: MomentPlace): boolean => moments.some((one) => sameMoment(one, moment));
  const toggle = (moment: MomentPlace): void => {
    setMoments((before) =>
      before.some((one) => sameMoment(one, moment))
        ? before.filter((one) => !sameMoment(one, moment))
        : [...before, moment],
    );
  };
  return <Context value={{ moments, holds, toggle, clear: () => setMoments([]) }}>{children}</Context>;
}

/** The reader's collection. */
export function useCollection(): Collection {
  const collection = use(Context);
  if (!collection) throw new Error('There is no collection here.');
  return collection;
}
