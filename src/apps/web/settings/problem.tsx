import { AskreelRequestError } from '../../server/client.js';
import { useWords } from '../words/words-context.js';

/** Why something did not work, and what to do. */
export function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords();
  const known = error instanceof AskreelRequestError ? error : undefined;
  return (
    <div className="problem" role="alert">
      <p>
        {known?.message ?? words.failed} {known?.hint}
      </p>
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {words.retry}
        </button>
      )}
    </div>
  );
}
