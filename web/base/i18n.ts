import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Words } from '../../src/http/api.ts'
import { readKept, writeKept } from './kept.ts'
import { catalogues, laterCatalogues, numbers, speaks } from './speaks.ts'

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

const first = firstLanguage()
await i18next
  .use(numbers)
  .use(initReactI18next)
  .init({ ...speaks, lng: first, resources: { [first]: { translation: await catalogues[first]() } } })

/** What was asked for last; a private window keeps nothing on the device. */
let wanted: Language = first

/** Whether a page was opened whose words are no part of the first load. */
let later = false

async function addLater(language: Language): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await laterCatalogues[language](), true, true)
}

/** Loads the words of pages that are seldom opened (words/later.ts), from then on with every language. */
export async function laterWords(): Promise<void> {
  if (later) return
  await addLater(wanted)
  later = true
}

/** Loads a language's words where they are not there yet, and speaks it, if it is still the one that is wanted. */
async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await catalogues[language]())
  if (later) await addLater(language)
  if (wanted === language) await i18next.changeLanguage(language)
}

/** Changes the panel's language now, and remembers it for the sign-in page. Without a line the words of the other may be missing. */
export function setLanguage(language: Language): void {
  wanted = language
  writeKept('language', language)
  document.documentElement.lang = language
  if (i18next.language !== language) speak(language).catch(() => undefined)
}

setLanguage(first)

/** What somebody chose on a page before they were signed in. */
let chosen: Language | undefined

/** Changes the language before anybody is signed in: whoever signs in on this page keeps it. */
export function chooseLanguage(language: Language): void {
  chosen = language
  setLanguage(language)
}

/** What was chosen before the sign-in, once. */
export function takeChosen(): Language | undefined {
  const was = chosen
  chosen = undefined
  return was
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
