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

/** The words of each language, loaded when somebody reads it: nobody reads both at once. */
const words: Readonly<Record<Language, () => Promise<{ default: object }>>> = {
  id: () => import('../words/id.json'),
  en: () => import('../words/en.json'),
}

/** The words are there when this is done. */
async function learn(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  i18next.addResourceBundle(language, 'translation', (await words[language]()).default)
}

/** Reads the words of the first language; until then nothing can be said. */
export async function startSpeaking(): Promise<void> {
  const language = firstLanguage()
  await i18next
    .use(numbers)
    .use(initReactI18next)
    .init({ ...speaks, lng: language, resources: {} })
  await learn(language)
  document.documentElement.lang = language
}

/** The language that was asked for last: a slower answer does not overtake it. */
let asked: Language | undefined

/** Changes the panel's language as soon as its words are there, and remembers it for the sign-in page. */
export function setLanguage(language: Language): void {
  writeKept('language', language)
  asked = language
  void learn(language).then(async () => {
    if (asked !== language) return
    document.documentElement.lang = language
    if (i18next.language !== language) await i18next.changeLanguage(language)
  })
}

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
