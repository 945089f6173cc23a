import { type Language, say, type Words } from '../core/words.ts'
import { type Triage, triage } from '../triage/index.ts'
import type { Command } from './command.ts'
import { answerLines, readText, textField } from './input.ts'

const languageWords: Readonly<Record<string, Words>> = {
  id: { id: 'Indonesia', en: 'Indonesian' },
  en: { id: 'Inggris', en: 'English' },
  jv: { id: 'Jawa', en: 'Javanese' },
  mixed: { id: 'campuran', en: 'mixed' },
}

const kindWords: Readonly<Record<string, Words>> = {
  question: { id: 'pertanyaan', en: 'question' },
  complaint: { id: 'keluhan', en: 'complaint' },
  praise: { id: 'pujian', en: 'praise' },
  idea: { id: 'usul', en: 'idea' },
  greeting: { id: 'sapaan', en: 'greeting' },
  order: { id: 'pesanan atau tanya harga', en: 'order or price question' },
  spam: { id: 'spam', en: 'spam' },
  other: { id: 'lainnya', en: 'other' },
}

const toneWords: Readonly<Record<string, Words>> = {
  positive: { id: 'positif', en: 'positive' },
  neutral: { id: 'netral', en: 'neutral' },
  negative: { id: 'negatif', en: 'negative' },
}

/** A label in words; as it is where it has none. */
const named = (words: Readonly<Record<string, Words>>, label: string): Words => words[label] ?? { id: label, en: label }

function inWords({ language, kind, tone, spam }: Triage, shown: Language): string {
  const parts = {
    language: say(named(languageWords, language), shown),
    kind: say(named(kindWords, kind), shown),
    tone: say(named(toneWords, tone), shown),
    spam: Math.round(100 * spam),
  }
  const words = {
    id: 'Bahasa: {language}. Jenis: {kind}. Nada: {tone}. Spam: {spam}%.',
    en: 'Language: {language}. Kind: {kind}. Tone: {tone}. Spam: {spam}%.',
  }
  return say(words, shown, parts)
}

/** `percakapan triage [file]`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '[file]',
      about: { id: 'berkas teks; - atau kosong: masukan baku', en: 'a text file; - or none: standard input' },
    },
  ],
  options: [
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
    {
      flags: '--jsonl',
      about: {
        id: 'satu objek JSON per baris: {id, text} → {id, language, kind, tone, spam}; spam dari 0 sampai 1, disisihkan mulai 0.5',
        en: 'one JSON object a line: {id, text} → {id, language, kind, tone, spam}; spam from 0 to 1, put aside from 0.5 on',
      },
    },
  ],
  examples: ['echo "Kak, ini masih ada?" | percakapan triage', 'percakapan triage --jsonl < responses.jsonl'],
  async run([file], options, streams) {
    if (options.jsonl) return answerLines(file, streams, (row) => ({ line: { ...triage(textField(row, 'text')) } }))
    const told = triage(await readText(file, streams))
    await streams.out(`${options.json ? JSON.stringify(told) : inWords(told, streams.language)}\n`)
    return 0
  },
}
