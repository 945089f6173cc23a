import { findTags, type Span } from '../core/text/entities.ts'
import { replaced } from '../core/text/stretches.ts'
import type { Check } from './check.ts'
import { finding } from './finding.ts'

const facts = { limits: { length: 300, measured: 50, tags: 2, unit: 'graphemes' } }
/** Where the network is not known. */
const usual = 5

/** A few hashtags help people find a post; a pile of them looks like spam. */
export const tooManyHashtags: Check = {
  id: 'too-many-hashtags',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Terlalu banyak tagar', en: 'Too many hashtags' },
  why: {
    id: 'Satu dua tagar membantu orang menemukan kiriman Anda. Setumpuk tagar terbaca seperti iklan liar dan membuat orang melewatinya. Setiap jejaring punya kebiasaannya sendiri; ada yang malah tidak memakainya.',
    en: 'A hashtag or two help people find your post. A pile of them reads like spam, and people scroll past. Every network has its own custom; some do not use them at all.',
  },
  good: [
    { draft: { text: 'Kopi Gayo sudah datang #kopi #gayo' }, facts },
    { draft: { text: 'Nomor #1 dan #2 dan #3 bukan tagar' }, facts },
    { draft: { text: 'C#, https://a.id/#b and a&#39;b are none #x' }, facts },
    { draft: { text: '#a #b #c #d #e' } },
  ],
  bad: [
    { draft: { text: 'Kopi Gayo #kopi #gayo #bandung #pagi' }, facts, mended: 'Kopi Gayo #kopi #gayo' },
    { draft: { text: '#Kopi #Gayo is #good today' }, facts, mended: '#Kopi #Gayo is good today' },
    {
      draft: { text: 'Halo #kopi semua' },
      facts: { limits: { ...facts.limits, tags: 0 } },
      mended: 'Halo kopi semua',
    },
  ],
  run(draft, { limits }) {
    const most = limits?.tags ?? usual
    const tags = findTags(draft.text)
    const extra = tags.slice(most)
    const [first, last] = [extra[0], extra.at(-1)]
    if (!first || !last) return []
    const message =
      most === 0
        ? {
            id: 'Di jejaring ini orang tidak memakai tagar; kiriman dengan tagar terlihat seperti tempelan dari tempat lain. Tulislah tanpa tanda #.',
            en: 'People on this network do not use hashtags; a post with them looks pasted from elsewhere. Write the words without #.',
          }
        : {
            id: 'Ada {count} tagar; lebih dari {most} terbaca seperti iklan liar. Pilih yang paling tepat saja.',
            en: '{count|There is|There are} {count} {count|hashtag|hashtags}; more than {most} read like spam. Keep the best ones.',
          }
    const range = { start: first.start, end: last.end }
    const values = { count: tags.length, most }
    return [finding(tooManyHashtags, draft, range, message, { values, mend: withFewer(draft.text, tags, most) })]
  },
}

/** Takes away the tags past the first `most`: those in the closing row wholly, those in a sentence only their `#`. */
function withFewer(text: string, tags: readonly Span[], most: number): string {
  const extra = tags.slice(most)
  let end = text.trimEnd().length
  for (let last = extra.at(-1); last && last.start > 0 && isBlank(text, last.end, end); last = extra.at(-1)) {
    extra.pop()
    end = text.slice(0, last.start).trimEnd().length
  }
  return replaced(
    text.slice(0, end),
    extra.map(({ start }) => ({ start, end: start + 1, by: '' })),
  )
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, Math.max(start, end)).trim() === ''
}
