import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { rememberedChoice, rememberChoice } from '../settings/remembered-choice.js';
import { chinese } from './chinese.js';
import { english, type Words } from './english.js';

/** The languages that the page speaks. */
export const languages = { en: english, zh: chinese } as const;

/** One of them. */
export type Language = keyof typeof languages;

interface Speaking {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const Context = createContext<Speaking>({ language: 'en', speak: () => undefined });

/** Speaks the reader's language: the one chosen before, else the browser's. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const usual: Language = /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
    return rememberedChoice('language', Object.keys(languages) as Language[], usual);
  });
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speak = (chosen: Language): void => {
    rememberChoice('language', chosen);
    setLanguage(chosen);
  };
  return <Context value={{ language, speak }}>{children}</Context>;
}

/** The page's words in the reader's language. */
export function useWords(): Words {
  return languages[use(Context).language];
}

/** The language spoken, and a way to choose another. */
export function useLanguage(): Speaking {
  return use(Context);
}
