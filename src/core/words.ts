/** The languages that people read in the panel, on the blog and in messages. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/** One text in every language. The compiler refuses a text that lacks one. */
export type Words = Readonly<Record<Language, string>>

/** Whether `value` names one of {@link languages}. */
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}

/** Picks the language, and puts `{name}` values in. A name without a value stays as it is written. */
export function say(words: Words, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  return words[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The same as {@link say}, in all languages at once. */
export function fill(words: Words, values: Readonly<Record<string, string | number>>): Words {
  return { id: say(words, 'id', values), en: say(words, 'en', values) }
}
