/** The guide's page of terms, made of the same words that the panel's own glossary shows. */
import glossary from '../../web/words/glossary.json' with { type: 'json' }
import type { Language, Words } from '../core/words.ts'

const texts = {
  title: { id: 'Daftar istilah', en: 'Glossary' },
  other: {
    id: 'Bahasa: Indonesia · [English](../en/glossary.md) · [kembali ke panduan](README.md)',
    en: 'Language: [Indonesia](../id/glossary.md) · English · [back to the guide](README.md)',
  },
  about: {
    id: 'Setiap istilah yang dipakai panel, dalam satu kalimat. Di panel, daftar ini ada di balik tombol `?`.',
    en: 'Every term that the panel uses, in one sentence. In the panel this list is behind the key `?`.',
  },
  head: { id: '| istilah | artinya | dalam bahasa Inggris |', en: '| term | meaning | in Indonesian |' },
} satisfies Record<string, Words>

/** docs/guide/LANGUAGE/glossary.md, its terms in the language's own order. */
export function glossaryPage(language: Language): string {
  const other = language === 'id' ? 'en' : 'id'
  const rows = glossary
    .map((entry) => ({ ...entry[language], there: entry[other].term }))
    .sort((one, two) => one.term.localeCompare(two.term, language))
    .map(({ term, means, there }) => `| ${term} | ${means} | ${there} |`)
  const intro = [texts.title, texts.other, texts.about].map((words) => words[language])
  return `# ${intro.join('\n\n')}\n\n${texts.head[language]}\n|---|---|---|\n${rows.join('\n')}\n`
}
