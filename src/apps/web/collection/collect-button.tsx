import { useWords } from '../words/words-context.js';
import { useCollection } from './collection.js';
import type { MomentPlace } from './moment-place.js';

/** Puts a moment into the collection, or takes it out. */
export function CollectButton({ moment }: { readonly moment: MomentPlace }) {
  const words = useWords();
  const { holds, toggle } = useCollection();
  const held = holds(moment);
  return (
    <button
      type="button"
      className="collect"
      aria-pressed={held}
      title={held ? words.uncollect : words.collect}
      onClick={() => toggle(moment)}
    >
      <span aria-hidden="true">{held ? '★' : '☆'}</span>
      <span className="unseen">{held ? words.uncollect : words.collect}</span>
    </button>
  );
}
