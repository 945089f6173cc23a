import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Words } from '../../src/http/api.ts'
import { readKept, writeKept } from './kept.ts'
import { numbers, speaks } from './speaks.ts'

/** What the panel speaks. */
export type Language = 'id' | 'en'

/** Before anybody signed in: what was chosen on this device, else what the browser asks for. */
export function firstLanguage(): Language {
  const kept = readKept<Language>('language')
  if (kept === 'id' || kept === 'en') return kept
  return navigator.languages.some((tag) => /^(id|in|jv|su|ms)\b/i.test(tag)) ||
    !navigator.languages.some((tag) => /^en\b/i.test(tag))
    ? 'id'
    : 'en'
}

void i18next
  .use(numbers)
  .use(initReactI18next)
  .init({ ...speaks, lng: firstLanguage() })

/** Changes the panel's language now, and remembers it for the sign-in page. */
export function setLanguage(language: Language): void {
  writeKept('language', language)
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

setLanguage(i18next.language === 'en' ? 'en' : 'id')

/** The person's language. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'id'
}

/** Picks the person's language out of words that came from the server. */
export function useSay(): (words: Words | null | undefined) => string {
  const language = useLanguage()
  return useCallback((words) => (words ? words[language] : ''), [language])
}
