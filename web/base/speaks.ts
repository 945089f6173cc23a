import type { FormatterModule, InitOptions } from 'i18next'
import en from '../words/en.json'
import id from '../words/id.json'

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

/** How the panel’s words are read; it holds for both languages, and knows no device. */
export const speaks: InitOptions = {
  resources: { id: { translation: id }, en: { translation: en } },
  fallbackLng: 'id',
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false,
}
