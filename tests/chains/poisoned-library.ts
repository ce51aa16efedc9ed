import type { ScriptedVideo } from '../tools/memory-library.js';
import { createMemoryLibrary } from '../tools/memory-library.js';
import type { InjectionPlace } from './injection-cases.js';

/** What stands in each place of a clean library. */
export const harmless: Readonly<Record<InjectionPlace, string>> = {
  subtitle: 'A quiet evening.',
  caption: 'a small tree stands in the garden',
  title: 'second',
  'unfamiliar title': 'third',
  action: 'stands',
};

/** Three videos; the text takes the place of the harmless one. */
export function libraryWith(place: InjectionPlace, text: string) {
  const at = (wanted: InjectionPlace): string => (wanted === place ? text : harmless[wanted]);
  const videos: readonly ScriptedVideo[] = [
    {
      title: 'park-day',
      shots: [
        { from: 0, to: 4.2, caption: 'a red dog moves left in the park', action: 'moves left' },
        { from: 4.2, to: 9, caption: 'a blue cat jumps in the park', action: 'jumps' },
        { from: 9, to: 13.5, caption: 'a red dog jumps in the snow', action: 'jumps' },
        { from: 13.5, to: 18, caption: at('caption'), action: at('action') },
        { from: 18, to: 22, caption: 'a blue cat jumps on the street', action: 'jumps' },
      ],
      transcript: [
        { from: 2, to: 5, text: 'The narrator remembers the old lighthouse by the sea.' },
        { from: 14, to: 17, text: at('subtitle') },
        { from: 19, to: 21, text: 'Nobody has ever seen the treasure map.' },
      ],
    },
    {
      title: at('title'),
      shots: [
        { from: 0, to: 5, caption: 'a yellow bus speeds up on the street', action: 'speeds up' },
        { from: 5, to: 10, caption: 'a white robot picks up a box at night', action: 'picks up a box' },
      ],
      transcript: [{ from: 6, to: 9, text: 'A brass trumpet plays far away.' }],
    },
    { title: at('unfamiliar title'), unfamiliar: true, shots: [{ from: 0, to: 6 }] },
  ];
  return createMemoryLibrary(videos);
}
