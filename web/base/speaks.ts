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

/** How the panel’s words are read; it holds for both languages, and knows no device. The words themselves are loaded by language. */
export const speaks: InitOptions = {
  fallbackLng: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false,
}
