import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'
import { likeness, ownWords, plain } from './text.ts'

const at = new Date('2026-11-01T02:00:00Z')
const said = 'Halo Kak, terima kasih sudah mampir. Pesanan Kakak kami kirim besok pagi dari Bandung.'
const earlier = [{ text: `@budi ${said}`, channel: 'kanal-a', reply: true, at }]
const thanks = [{ text: 'Terima kasih!', channel: 'kanal-a', reply: true, at }]

/** Thanks may be alike; an answer of this length (letters) is written for one person. */
const long = 30
const alike = 0.8

/** Every answer is written for the person who gets it. */
export const pastedReply: Check = {
  id: 'pasted-reply',
  pillar: 'manners',
  severity: 'warning',
  title: { id: 'Jawaban tempelan', en: 'A pasted reply' },
  why: {
    id: 'Orang di Internet bukan robot, dan cepat tahu kalau dijawab seperti robot. Jawaban yang sama kepada orang berbeda mudah terlihat di utas yang sama. Tulislah ulang dengan menyinggung apa yang ditanyakannya. Ucapan pendek seperti “Terima kasih!” tentu boleh berulang.',
    en: 'People on the Internet are not robots, and soon notice being answered like one. The same answer to different people is plain to see in one thread. Rewrite it, and take up what was asked. Short words like “Thank you!” may of course repeat.',
  },
  good: [
    { draft: { text: 'Terima kasih!', reply: true }, facts: { earlier: thanks } },
    { draft: { text: 'Ukuran XL habis, Kak Sari; minggu depan ada lagi.', reply: true }, facts: { earlier } },
    { draft: { text: said }, facts: { earlier } },
    { draft: { text: said, reply: true }, facts: { earlier: [{ text: said, channel: 'kanal-a', reply: false, at }] } },
  ],
  bad: [
    { draft: { text: `@sari ${said}`, reply: true }, facts: { earlier } },
    { draft: { text: said.replace('Bandung', 'Jakarta').replace('besok', 'lusa'), reply: true }, facts: { earlier } },
  ],
  run(draft, { earlier }) {
    if (!draft.reply || plain(ownWords(draft.text)).length < long) return []
    const same = (earlier ?? []).find((said) => said.reply && likeness(said.text, draft.text) >= alike)
    if (!same) return []
    const message = {
      id: 'Jawaban ini hampir sama dengan yang Anda berikan kepada orang lain. Singgunglah apa yang ditanyakan orang ini, dengan kata-kata Anda sendiri.',
      en: 'This answer is nearly the one that you gave to somebody else. Take up what this person asked, in words of your own.',
    }
    return [finding(pastedReply, draft, whole(draft), message)]
  },
}
