import { overlapping } from '../core/text/stretches.ts'
import type { Check } from './check.ts'
import { finding, type Range } from './finding.ts'

/**
 * Keys by the shapes that their makers document, so that scanners find them:
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
const secrets = new RegExp(
  [
    'gh[pousr]_[A-Za-z0-9]{36,}',
    'github_pat_[A-Za-z0-9_]{50,}',
    'glpat-[A-Za-z0-9_-]{20,}',
    'xox[abeoprs]-[A-Za-z0-9-]{20,}',
    'AKIA[A-Z0-9]{16}',
    'AIza[A-Za-z0-9_-]{35}',
    'ya29\\.[A-Za-z0-9_-]{30,}',
    'sk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}',
    '[sr]k_live_[A-Za-z0-9]{20,}',
    'EAA[A-Za-z0-9]{80,}',
    'npm_[A-Za-z0-9]{36}',
    '\\d{8,10}:AA[A-Za-z0-9_-]{33}',
    'eyJ[A-Za-z0-9_-]{15,}\\.eyJ[A-Za-z0-9_-]{15,}\\.[A-Za-z0-9_-]{20,}',
    '-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----',
    'https://hooks\\.slack\\.com/services/[A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]+',
    'https://(?:\\w+\\.)+com/api/webhooks/\\d+/[A-Za-z0-9_-]{40,}',
  ]
    .map((shape) => `(?:${shape})`)
    .join('|')
    .replace(/^/, '(?<![A-Za-z0-9_-])(?:')
    .concat(')'),
  'gu',
)

/** What is said to be one: letters and digits behind the word for it. */
const said = /(?:password|kata sandi|passwd|pwd)\s*[:=]\s*(?=(\S{8,200}))/gu

function saidSecrets(text: string): Range[] {
  return [...text.matchAll(said)].flatMap((match) => {
    const value = match[1] as string
    const start = match.index + match[0].length
    return /\d/.test(value) && /[A-Za-z]/.test(value) ? [{ start, end: start + value.length }] : []
  })
}

const fake = `ghp_${'a1B2'.repeat(9)}`

/** No key or password leaves in a post. */
export const secretInText: Check = {
  id: 'secret-in-text',
  pillar: 'brand',
  severity: 'error',
  title: { id: 'Kunci rahasia di dalam teks', en: 'A secret in the text' },
  why: {
    id: 'Kunci API, token, dan kata sandi yang terkirim akan dipungut mesin dalam hitungan detik. Menghapus kirimannya tidak menolong: gantilah kunci itu di layanannya.',
    en: 'API keys, tokens and passwords that are posted are picked up by machines within seconds. Deleting the post does not help: replace the key at its service.',
  },
  good: [
    { draft: { text: 'Kata sandi: jangan pernah dibagikan.' } },
    { draft: { text: 'Token ghp_… harus dirahasiakan; sk-learn dan task-force bukan.' } },
    { draft: { text: 'https://kopirina.id/AKIA' } },
  ],
  bad: [
    { draft: { text: `Ini tokennya ${fake} ya` } },
    { draft: { text: 'password: rahasia123' } },
    { draft: { text: '-----BEGIN RSA PRIVATE KEY-----' } },
    { draft: { text: `bot 123456789:AA${'Fx_-9'.repeat(6)}abc` } },
  ],
  run(draft) {
    const shaped = [...draft.text.matchAll(secrets)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }))
    const touches = overlapping(shaped)
    const found = [...shaped, ...saidSecrets(draft.text).filter((range) => !touches(range))]
    return found
      .sort((a, b) => a.start - b.start)
      .map((range) =>
        finding(secretInText, draft, range, {
          id: 'Ini tampak seperti kunci rahasia atau kata sandi. Hapus dari kiriman; kalau pernah terkirim, gantilah di layanannya.',
          en: 'This looks like a secret key or a password. Take it out of the post; if it was ever posted, replace it at its service.',
        }),
      )
  },
}
