/** What the reader chose among `choices`, kept by this browser; `usual` when nothing was chosen or nothing can be kept. */
export function rememberedChoice<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  usual: Choice,
): Choice {
  try {
    const kept = window.localStorage.getItem(`askreel-${name}`);
    return choices.find((choice) => choice === kept) ?? usual;
  } catch {
    return usual;
  }
}

/** Keeps a choice; browsers that keep nothing forget it with the page. */
export function rememberChoice(name: string, choice: string): void {
  try {
    window.localStorage.setItem(`askreel-${name}`, choice);
  } catch {
    // Nothing is lost but the choice.
  }
}

/** Forgets a choice. */
export function forgetChoice(name: string): void {
  try {
    window.localStorage.removeItem(`askreel-${name}`);
  } catch {
    // It was not kept either.
  }
}

/** Any text that was kept under a name. */
export function rememberedText(name: string): string | undefined {
  try {
    return window.localStorage.getItem(`askreel-${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}
