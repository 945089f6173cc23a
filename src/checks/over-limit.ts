import { firstGraphemes } from '../core/text/graphemes.ts'
import { utf8Length } from '../core/text/offsets.ts'
import type { Check, CheckDraft, Facts, Finding } from './check.ts'
import { finding, whole } from './finding.ts'

const limits = { length: 10, measured: 14, tags: 3, unit: 'graphemes' }

/** The text, its headline and its alt texts are as long as the network allows. */
export const overLimit: Check = {
  id: 'over-limit',
  pillar: 'limits',
  severity: 'error',
  title: { id: 'Melebihi batas', en: 'Over the limit' },
  why: {
    id: 'Setiap jejaring menghitung dengan caranya sendiri, dan menolak atau memotong yang terlalu panjang. Di jejaring yang mengenal utas, teks panjang menjadi beberapa bagian; lihat dulu di pratinjau apakah itu yang Anda inginkan.',
    en: 'Every network counts in its own way, and refuses or cuts what is too long. Where there are threads, a long text becomes several parts; look at the preview whether that is what you want.',
  },
  good: [
    { draft: { text: '1234567890' }, facts: { limits: { ...limits, measured: 10 } } },
    { draft: { text: 'tanpa batas '.repeat(50) }, facts: { limits: { ...limits, length: Number.POSITIVE_INFINITY } } },
    { draft: { text: 'jejaring belum diketahui' } },
  ],
  bad: [
    { draft: { text: 'Halo dunia yang' }, facts: { limits } },
    { draft: { text: 'Halo dunia yang' }, facts: { limits: { ...limits, parts: 2 } }, severity: 'warning' },
    { draft: { text: 'é'.repeat(8) }, facts: { limits: { ...limits, measured: 8, bytes: 10 } } },
    { draft: { text: 'Halo', title: 'Judul panjang' }, facts: { limits: { ...limits, measured: 4, title: 5 } } },
    {
      draft: { text: 'Halo', pictures: [{ alt: 'secangkir kopi' }] },
      facts: { limits: { ...limits, measured: 4, altLength: 5 } },
    },
  ],
  run(draft, facts) {
    return [...textFindings(draft, facts), ...besideText(draft, facts)]
  },
}

function textFindings(draft: CheckDraft, { limits }: Facts): Finding[] {
  if (!limits) return []
  const allowed = firstGraphemes(draft.text, Math.max(0, limits.length))
  const range = allowed.length < draft.text.length ? { start: allowed.length, end: draft.text.length } : whole(draft)
  const values = { measured: limits.measured, most: limits.length, over: limits.measured - limits.length }
  const parts = limits.parts ?? 1
  if (parts > 1) {
    const message = {
      id: 'Teks ini lebih panjang daripada batas {most}, jadi akan dikirim sebagai utas berisi {parts} bagian. Ringkaslah kalau Anda ingin satu kiriman saja.',
      en: 'The text is longer than the limit of {most}, so it will be sent as a thread of {parts} {parts|part|parts}. Shorten it if you want a single post.',
    }
    return [finding(overLimit, draft, range, message, { values: { ...values, parts }, severity: 'warning' })]
  }
  if (limits.measured > limits.length) {
    const message = {
      id: 'Teks ini {measured} karakter menurut hitungan jejaring itu, {over} lebih dari batas {most}. Ringkaslah, dan taruh selebihnya di blog.',
      en: 'The text counts {measured} on that network, {over} over its limit of {most}. Shorten it, and keep the rest for the blog.',
    }
    return [finding(overLimit, draft, range, message, { values })]
  }
  const bytes = utf8Length(draft.text)
  if (limits.bytes === undefined || bytes <= limits.bytes) return []
  const message = {
    id: 'Teks ini {bytes} bita, sedangkan jejaring itu menerima paling banyak {most}. Kurangi emoji atau ringkaslah.',
    en: 'The text takes {bytes} {bytes|byte|bytes}, and that network takes {most} at most. Use fewer emoji, or shorten it.',
  }
  return [finding(overLimit, draft, whole(draft), message, { values: { bytes, most: limits.bytes } })]
}

function besideText(draft: CheckDraft, { limits }: Facts): Finding[] {
  const findings: Finding[] = []
  const title = [...(draft.title ?? '')].length
  if (limits?.title !== undefined && title > limits.title) {
    const message = {
      id: 'Judulnya {title} karakter, batasnya {most}. Pendekkan judulnya.',
      en: 'The title has {title} {title|character|characters}, and the limit is {most}. Shorten the title.',
    }
    findings.push(finding(overLimit, draft, whole(draft), message, { values: { title, most: limits.title } }))
  }
  for (const [index, { alt }] of (draft.pictures ?? []).entries()) {
    const length = [...alt].length
    if (limits?.altLength === undefined || length <= limits.altLength) continue
    const message = {
      id: 'Teks alternatif gambar ke-{number} {length} karakter, batasnya {most}. Ringkaslah.',
      en: 'The alt text of picture {number} has {length} {length|character|characters}, and the limit is {most}. Shorten it.',
    }
    const values = { number: index + 1, length, most: limits.altLength }
    findings.push(finding(overLimit, draft, whole(draft), message, { values }))
  }
  return findings
}
