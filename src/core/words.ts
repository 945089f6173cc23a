/** The languages that people read in the panel, on the blog and in messages. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language. The compiler refuses a text that lacks one. */
export type Words = Readonly<Record<Language, string>>

/** Whether `value` names one of {@link languages}. */
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/**
 * What is put into a text; words in its language. A number is written as the language groups it: what is no amount (a year, a port)
 * is handed in as text.
 */
export type Values = Readonly<Record<string, string | number | Words>>

/**
 * Picks the language, and puts `{name}` values in. A name without a value stays as it is written. `{name|row|rows}` is the
 * first of the two where that number is one, else the second.
 */
export function say(words: Words, language: Language, values: Values = {}): string {
  return words[language].replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (whole, name: string, one, other) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one !== undefined) return value === 1 ? one : other
    if (typeof value === 'number') return grouped(value, language)
    return typeof value === 'string' ? value : value[language]
  })
}

const numbers = Object.fromEntries(languages.map((language) => [language, new Intl.NumberFormat(language)]))

/** A number as the language writes it: 39.846 in Indonesian, 39,846 in English. */
export function grouped(value: number, language: Language): string {
  return numbers[language]?.format(value) ?? String(value)
}

/** What something looks like that one types: the same everywhere, or made of words of a language (`@namaanda`, `@yourname`). */
export type Sample = string | Words

/** A sample in every language. */
export function inBoth(sample: Sample): Words {
  return typeof sample === 'string' ? { id: sample, en: sample } : sample
}

/** The same as {@link say}, in all languages at once. */
export function fill(words: Words, values: Values): Words {
  return { id: say(words, 'id', values), en: say(words, 'en', values) }
}
