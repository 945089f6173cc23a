/** The languages that people read in the panel, on the blog and in messages. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language. The compiler refuses a text that lacks one. */
export type Words = Readonly<Record<Language, string>>

/** Whether `value` names one of {@link languages}. */
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/** What is put into a text. A number is written as the language groups it: what is no amount (a year, a port) is handed in as text. */
export type Values = Readonly<Record<string, string | number>>

/**
 * Picks the language, and puts `{name}` values in. A name without a value stays as it is written. `{name|row|rows}` is the
 * first of the two where that number is one, else the second.
 */
export function say(words: Words, language: Language, values: Values = {}): string {
  return words[language].replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name: string, one, other) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one !== undefined) return value === 1 ? one : other
    return typeof value === 'number' ? grouped(value, language) : value
  })
}

const numbers = Object.fromEntries(languages.map((language) => [language, new Intl.NumberFormat(language)]))

/** A number as the language writes it: 39.846 in Indonesian, 39,846 in English. */
export function grouped(value: number, language: Language): string {
  return numbers[language]?.format(value) ?? String(value)
}

/** The same as {@link say}, in all languages at once. */
export function fill(words: Words, values: Values): Words {
  return { id: say(words, 'id', values), en: say(words, 'en', values) }
}
