import { useEffect, useState } from 'react';
import { useWords } from '../words/words-context.js';
import { rememberedChoice, rememberChoice } from './remembered-choice.js';

const themes = ['system', 'light', 'dark'] as const;

/** Chooses light or dark colours. */
export function ThemeChoice() {
  const words = useWords();
  const [theme, setTheme] = useState(() => rememberedChoice('theme', themes, 'system'));
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <select
      className="quiet"
      aria-label={words.theme}
      value={theme}
      onChange={({ target }) => {
        const chosen = themes.find((one) => one === target.value) ?? 'system';
        rememberChoice('theme', chosen);
        setTheme(chosen);
      }}
    >
      {themes.map((one) => (
        <option key={one} value={one}>
          {words.themes[one]}
        </option>
      ))}
    </select>
  );
}
