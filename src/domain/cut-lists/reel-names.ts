/** A reel name has room for eight characters in a CMX 3600 list. */
const longest = 8;

/** Names that mean something else there: auxiliary and black sources, colour bars. */
const reserved = new Set(['AX', 'BL', 'BLACK', 'BARS']);

/**
 * A reel name for each title: up to eight capitals and digits that can still be recognised, no two the same. Titles
 * without such characters become `REEL`.
 */
export function reelNames(titles: readonly string[]): string[] {
  const taken = new Set(reserved);
  return titles.map((title) => {
    const plain = title
      .normalize('NFKD')
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '')
      .slice(0, longest);
    const stem = plain || 'REEL';
    let name = stem;
    for (let number = 2; taken.has(name); number += 1) {
      const digits = String(number);
      name = `${stem.slice(0, longest - digits.length)}${digits}`;
    }
    taken.add(name);
    return name;
  });
}
