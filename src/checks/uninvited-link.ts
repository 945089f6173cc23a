import { findLinks } from '../core/text/entities.ts'
import type { Check } from './check.ts'
import { finding } from './finding.ts'
import { without } from './text.ts'

/** More links than that in an answer are no slip, and no program mends them. */
const mostMended = 20

const conversation = { text: 'Kopinya enak sekali!', asksForLink: false, people: ['@budi'] }

/** A reply brings a link only where somebody asked for one. */
export const uninvitedLink: Check = {
  id: 'uninvited-link',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Tautan yang tidak diminta', en: 'An uninvited link' },
  why: {
    id: 'Orang yang menyapa Anda ingin bercakap-cakap, bukan disodori tautan. Jawablah dulu dengan kata-kata; berikan tautan kalau ditanya. Tautan yang sudah disebut lawan bicara boleh diulang.',
    en: 'People who talk to you want a conversation, not a link pushed at them. Answer in words first; give the link when they ask. A link that the other person brought may be repeated.',
  },
  good: [
    { draft: { text: 'Terima kasih, Budi!', reply: true }, facts: { conversation } },
    {
      draft: { text: 'Ini alamatnya: https://kopirina.id/', reply: true },
      facts: { conversation: { ...conversation, text: 'Alamat tokonya apa?', asksForLink: true } },
    },
    {
      draft: { text: 'Yes, https://a.id/x is right.', reply: true },
      facts: { conversation: { ...conversation, text: 'Is https://a.id/x right?' } },
    },
    { draft: { text: 'Baca https://kopirina.id/' }, facts: { conversation } },
  ],
  bad: [
    {
      draft: { text: 'Terima kasih! Beli lagi di https://kopirina.id/ ya', reply: true },
      facts: { conversation },
    },
    {
      draft: { text: 'Thanks!\n\nhttps://kopirina.id/?utm_source=reply', reply: true },
      facts: { conversation },
      mended: 'Thanks!',
    },
  ],
  run(draft, { conversation }) {
    if (!draft.reply || !conversation || conversation.asksForLink) return []
    const brought = new Set(findLinks(conversation.text).map(({ value }) => value.replace(/\/$/, '')))
    const links = findLinks(draft.text).filter(({ value }) => !brought.has(value.replace(/\/$/, '')))
    let mended = draft.text
    const apart = links.length <= mostMended && links.every(({ start, end }) => standsApart(draft.text, start, end))
    if (apart) for (const { start, end } of [...links].reverse()) mended = without(mended, start, end)
    return links.map((link) =>
      finding(
        uninvitedLink,
        draft,
        link,
        {
          id: 'Tidak ada yang meminta tautan dalam percakapan ini. Jawablah dengan kata-kata dulu; orang cepat mengenali promosi yang dipaksakan.',
          en: 'Nobody asked for a link in this conversation. Answer in words first; people soon recognise a forced promotion.',
        },
        { mend: mended.trim() === '' ? undefined : mended },
      ),
    )
  },
}

/** Whether a link can go without leaving half a sentence: it ends a line, behind a finished sentence or on its own. */
function standsApart(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start)
  const words = before.trimEnd()
  const begins = words === '' || before.slice(words.length).includes('\n')
  return (begins || /[.!?…)\p{Extended_Pictographic}]$/u.test(words.slice(-2))) && endsLine(text, end)
}

const restOfLine = /[^\S\n]*(?:\n|$)/y

function endsLine(text: string, at: number): boolean {
  restOfLine.lastIndex = at
  return restOfLine.test(text)
}
