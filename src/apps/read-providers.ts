import { AskreelError } from '../domain/coded-error.js';
import { executionProviders, type ExecutionProvider } from '../encoders/execution-providers.js';

/** Execution providers by their names; `undefined` leaves the choice to the pack. Throws `BAD_ARGUMENT`. */
export function readProviders(names: readonly string[] | undefined): readonly ExecutionProvider[] | undefined {
  if (names?.length === 0) {
    throw new AskreelError('BAD_ARGUMENT', 'No execution provider is named.', { hint: 'Try --providers cuda,cpu.' });
  }
  return names?.map((name) => {
    const provider = executionProviders.find((known) => known === name.toLowerCase());
    if (provider !== undefined) return provider;
    throw new AskreelError('BAD_ARGUMENT', `There is no execution provider "${name}".`, {
      hint: `Known are ${executionProviders.join(', ')}.`,
    });
  });
}
