import type { Words } from '../core/words.ts'
import { type Check, type Facts, lookBackDays } from './check.ts'
import { finding, whole } from './finding.ts'
import { addressesOf, likeness, ownWords, plain } from './text.ts'

type Said = NonNullable<Facts['here']>[number]

const text = 'Sabtu ini kelas seduh manual dibuka lagi. Delapan kursi.'
const now = new Date('2026-11-08T02:00:00Z')
const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
const said = (count: number, by: Said['by'], words = text): Said => ({
  text: words,
  at: days(count),
  timeZone: 'Asia/Jakarta',
  by,
})

const alike = 0.95
/** Greetings may come back: what was said is held against words of this length (letters) only. */
const long = 20

/** Nobody reads the same words twice in one place. */
export const sameWordsAgain: Check = {
  id: 'same-words-again',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Kata-kata yang sama lagi di saluran ini', en: 'The same words again in this channel' },
  why: {
    id: 'Orang yang mengikuti saluran ini membaca kalimat yang sama dua kali, dan mengira sebuah robot yang menulis. Sering kali itu hanya kekeliruan: kiriman yang sama sudah terjadwal, atau sebuah ulangan akan mengirimnya. Tulislah dengan kata lain, atau batalkan salah satunya.',
    en: 'People who follow this channel read the same sentence twice and take it for a robot’s. Often it is only a slip: the same post is scheduled already, or a repeat is going to send it. Use other words, or cancel one of the two.',
  },
  good: [
    { draft: { text }, facts: { now, here: [] } },
    { draft: { text }, facts: { now, here: [said(3, 'post', 'Minggu ini kelas sangrai dibuka. Enam kursi saja.')] } },
    { draft: { text }, facts: { now, here: [said(-8, 'said')] } },
    { draft: { text, reply: true }, facts: { now, here: [said(-1, 'said')] } },
    { draft: { text: 'Selamat pagi!' }, facts: { now, here: [said(-1, 'said', 'Selamat pagi!')] } },
    {
      draft: { text: 'Artikel baru: https://kopi.example/satu' },
      facts: { now, here: [said(1, 'post', 'Artikel baru: https://kopi.example/dua')] },
    },
  ],
  bad: [
    { draft: { text }, facts: { now, here: [said(3, 'post')] } },
    { draft: { text: text.toUpperCase() }, facts: { now, here: [said(9, 'repeat')] } },
    { draft: { text }, facts: { now, here: [said(-2, 'said')] } },
    { draft: { text: 'Selamat pagi!' }, facts: { now, here: [said(1, 'repeat', 'Selamat pagi!')] } },
  ],
  run(draft, { here = [], now }) {
    if (draft.reply || !now || !plain(draft.text)) return []
    const own = plain(ownWords(draft.text)).length
    const since = now.getTime() - lookBackDays.everywhere * 86_400_000
    const same = here.find(
      (said) => (said.by !== 'said' || (own >= long && said.at.getTime() >= since)) && sameText(said.text, draft.text),
    )
    return same ? [finding(sameWordsAgain, draft, whole(draft), toldOf(same))] : []
  },
}

function sameText(one: string, other: string): boolean {
  if (plain(one) === plain(other)) return true
  const links = (text: string) => addressesOf({ text }).toSorted().join(' ')
  return links(one) === links(other) && likeness(one, other) >= alike
}

const told: Readonly<Record<Said['by'], Words>> = {
  said: {
    id: 'Saluran ini sudah mengirim kata-kata yang sama pada {when}. Tulis dengan kata lain, supaya orang tidak membaca hal yang sama lagi.',
    en: 'This channel said the same words on {when}. Use other words, so that people don’t read the same thing again.',
  },
  post: {
    id: 'Kata-kata yang sama sudah terjadwal di saluran ini untuk {when}. Tulis dengan kata lain, atau batalkan salah satunya.',
    en: 'The same words are already scheduled in this channel for {when}. Use other words, or cancel one of the two.',
  },
  repeat: {
    id: 'Sebuah ulangan akan mengirim kata-kata yang sama di saluran ini pada {when}. Tulis dengan kata lain, atau ubah ulangannya.',
    en: 'A repeat will send the same words in this channel on {when}. Use other words, or change the repeat.',
  },
}

/** In each language with the date as it is written there. */
function toldOf({ by, at, timeZone }: Said): Words {
  const when = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)
  return { id: told[by].id.replace('{when}', when('id')), en: told[by].en.replace('{when}', when('en-GB')) }
}
