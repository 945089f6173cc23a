import { type Check, lookBackDays } from './check.ts'
import { finding, whole } from './finding.ts'
import { likeness, ownWords, plain } from './text.ts'

const text = 'Panen kopi Gayo tahun ini terlambat dua minggu, dan kami menceritakan sebabnya di blog.'
const now = new Date('2026-11-08T02:00:00Z')
const at = new Date('2026-11-06T02:00:00Z')
const also = (...channels: string[]) => channels.map((channel) => ({ channel, text }))
/** Of each channel the network before the stroke; `r/` are communities. */
const kinds = (...channels: string[]) =>
  new Map(channels.map((name) => [name, { network: name.split('/')[0] as string, community: name.startsWith('r/') }]))

const alike = 0.9
/** Shorter words are too few to be told apart (letters). */
const long = 20
/** Others that get the same words before it is too many: the same on two channels is usual. */
const tolerated = 1

/**
 * Communities, and several accounts on one network, are spoken to in words of their own: there the same people meet them twice, and
 * networks take it for spam (https://help.x.com/en/rules-and-policies/platform-manipulation). One text for a brand's own channel on
 * each of several networks is usual. A channel of which nothing is known counts.
 */
export const sameTextEverywhere: Check = {
  id: 'same-text-everywhere',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Teks yang sama di mana-mana', en: 'The same text everywhere' },
  why: {
    id: 'Orang yang mengikuti Anda di beberapa tempat membaca tempelan yang sama berkali-kali, dan komunitas menganggapnya sebar-iklan. Pesannya satu, tetapi kata-katanya sesuaikan: lebih pendek di sini, lebih bercerita di sana.',
    en: 'People who follow you in several places read the same paste again and again, and communities take it for spam. Keep one message, but fit the words: shorter here, more of a story there.',
  },
  good: [
    { draft: { text }, facts: { alsoTo: also('kanal-a') } },
    {
      draft: { text },
      facts: {
        alsoTo: [
          { channel: 'a', text: 'Mengapa panen di Gayo terlambat? Kami bertanya kepada petaninya.' },
          { channel: 'b', text: 'Late harvest in Gayo: the farmers tell us why.' },
        ],
      },
    },
    {
      draft: { text: 'Selamat pagi!' },
      facts: { alsoTo: [1, 2, 3].map((n) => ({ channel: `${n}`, text: 'Selamat pagi!' })) },
    },
    { draft: { text }, facts: { now, earlier: [{ text, channel: 'a', reply: false, at: new Date(0) }] } },
    // One text for the brand's own channel on each network.
    { draft: { text, network: 'a' }, facts: { alsoTo: also('b', 'c', 'd'), channelKinds: kinds('b', 'c', 'd') } },
  ],
  bad: [
    { draft: { text }, facts: { alsoTo: also('kanal-a', 'kanal-b') } },
    { draft: { text, network: 'a' }, facts: { alsoTo: also('a', 'a/2', 'b'), channelKinds: kinds('a', 'a/2', 'b') } },
    {
      draft: { text, network: 'a' },
      facts: { alsoTo: also('r/kopi', 'r/susu'), channelKinds: kinds('r/kopi', 'r/susu') },
    },
    { draft: { text: `${text} #kopi` }, facts: { alsoTo: also('r/kopi', 'r/indonesia', 'r/bandung') } },
    {
      draft: { text },
      facts: {
        now,
        earlier: [
          { text, channel: 'a', reply: false, at },
          { text, channel: 'b', reply: false, at },
        ],
      },
    },
  ],
  run(draft, { alsoTo, earlier, now, channelNames, channelKinds, community }) {
    if (draft.reply || plain(ownWords(draft.text)).length < long) return []
    const recent = (earlier ?? []).filter(
      (said) =>
        !said.reply && now !== undefined && now.getTime() - said.at.getTime() < lookBackDays.everywhere * 86_400_000,
    )
    const counts = (channel: string) => {
      const kind = channelKinds?.get(channel)
      return !kind || community !== undefined || kind.community || kind.network === draft.network
    }
    const places = [...(alsoTo ?? []), ...recent].filter(
      (other) => counts(other.channel) && likeness(other.text, draft.text) >= alike,
    )
    const channels = [...new Set(places.map(({ channel }) => channel))]
    if (channels.length <= tolerated) return []
    const names = channels.flatMap((channel) => channelNames?.get(channel) ?? []).slice(0, 5)
    const values = { count: channels.length, channels: names.length > 0 ? ` (${names.join(', ')})` : '' }
    const message = {
      id: 'Kata-kata yang sama juga dikirim ke {count} saluran lain{channels}. Pesannya boleh satu, tetapi sesuaikan kata-katanya dengan tempatnya.',
      en: 'The same words also go to {count} other {count|channel|channels}{channels}. Keep the message, but fit the words to the place.',
    }
    return [finding(sameTextEverywhere, draft, whole(draft), message, { values })]
  },
}
