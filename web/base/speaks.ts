import type { FormatterModule, InitOptions } from 'i18next'

const doesNothing = () => undefined

/** Whatever number is put into a text is grouped as its language does it; what is no amount (a year) is handed in as text. */
export const numbers: FormatterModule = {
  type: 'formatter',
  init: doesNothing,
  add: doesNothing,
  addCached: doesNothing,
  format: (value, _format, language = 'id') =>
    typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value,
}

/** The words of each language, loaded when somebody reads it: nobody reads two at once. */
export const catalogues = {
  id: async () => (await import('../words/id.json')).default,
  en: async () => (await import('../words/en.json')).default,
}

/** The words of pages that are seldom opened (words/later.ts). */
export const laterCatalogues = {
  id: async () => (await import('../words/id.json?later')).default,
  en: async () => (await import('../words/en.json?later')).default,
}

/** How the panel’s words are read; it holds for both languages, and knows no device. */
export const speaks: InitOptions = {
  partialBundledLanguages: true,
  fallbackLng: 'id',
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false,
}
