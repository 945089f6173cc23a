/** What each head is shown: a text, its class, and in which set it stood. */
import { lettersOnly, nearCopies } from './near-copies.ts'
import { measuringSets, ownSentences, rowsOf, type SetName, trainingSets } from './sets.ts'

/** A text and what it is. */
export interface Example {
  text: string
  label: string
  /** The set's name, or `own`. */
  from: SetName | 'own'
}

const ofSet = (from: SetName, label: (row: { label?: string | number }) => string): Example[] =>
  rowsOf(trainingSets[from]).map((row) => ({ text: row.text, label: label(row), from }))

/** Of these sets no row is spam. */
const ordinary: readonly SetName[] = [
  'smsa',
  'emotion',
  'hotels',
  'cars',
  'informal',
  'titles',
  'bank',
  'requests',
  'tweets',
]

/** `gambling`, `promotion`, `other` (spam of our own sentences, whichever) or `ordinary`. */
export function spamExamples(): Example[] {
  return [
    ...ofSet('gambling', ({ label }) => (label === 1 ? 'gambling' : 'ordinary')),
    ...ofSet('promotion', ({ label }) => (label === 1 ? 'promotion' : 'ordinary')),
    ...ordinary.flatMap((from) => ofSet(from, () => 'ordinary')),
    ...ownSentences('kind').map(
      ({ text, kind }): Example => ({ text, label: kind === 'spam' ? 'other' : 'ordinary', from: 'own' }),
    ),
  ]
}

/** `positive`, `neutral` or `negative`. Without the rows that NusaX, which measures, was made of. */
export function toneExamples(): Example[] {
  const measured = nearCopies(rowsOf(measuringSets.nusaxIndonesian).map(({ text }) => text))
  const smsa = ofSet('smsa', ({ label }) => String(label)).filter(({ text }) => !measured(lettersOnly(text)))
  const own = ownSentences('tone').map(({ text, tone }): Example => ({ text, label: String(tone), from: 'own' }))
  return [...smsa, ...own]
}

/** What a person wants; only our own sentences say it. */
export function kindExamples(): Example[] {
  return ownSentences('kind').map(({ text, kind }): Example => ({ text, label: String(kind), from: 'own' }))
}

/** So many rows of each set say enough of its language. */
const mostOfALanguage = 1_500

/** `id`, `en`, `jv` or `mixed`. */
export function languageExamples(): Example[] {
  const some = (from: SetName, language: string) => ofSet(from, () => language).slice(0, mostOfALanguage)
  return [
    ...(['smsa', 'emotion', 'informal', 'titles'] as const).flatMap((from) => some(from, 'id')),
    ...(['bank', 'requests', 'tweets', 'promotion'] as const).flatMap((from) => some(from, 'en')),
    ...ownSentences('language').map(({ text, language }): Example => ({ text, label: String(language), from: 'own' })),
  ]
}
