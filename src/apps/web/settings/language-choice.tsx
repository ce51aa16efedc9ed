import { languages, useLanguage, type Language } from '../words/words-context.js';

/** Chooses the page's language. */
export function LanguageChoice() {
  const { language, speak } = useLanguage();
  return (
    <select
      className="quiet"
      aria-label="Language / 语言"
      value={language}
      onChange={({ target }) => speak(target.value as Language)}
    >
      {Object.entries(languages).map(([key, words]) => (
        <option key={key} value={key}>
          {words.language}
        </option>
      ))}
    </select>
  );
}
