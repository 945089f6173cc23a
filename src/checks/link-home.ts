import { findLinks } from '../core/text/entities.ts'
import type { Check, Finding } from './check.ts'
import { finding, whole } from './finding.ts'
import { addressesOf, isHome } from './text.ts'

const brand = { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id/'] }
const home = 'https://kopirina.id/gayo'
const onMarket = { ...brand, homeLinks: ['https://pasar.example/kopirina'] }
const withBlog = { ...brand, homeLinks: ['https://kopirina.id/blog'] }

/** The link leads home, and its page answers. */
export const linkHome: Check = {
  id: 'link-home',
  pillar: 'home',
  severity: 'error',
  title: { id: 'Tautan ke rumah', en: 'The link home' },
  why: {
    id: 'Tautan yang rusak mengecewakan setiap orang yang percaya pada kiriman Anda, jadi kiriman menunggu sampai halamannya menjawab. Tautan ke situs orang lain boleh saja, tetapi hanya tautan ke rumah sendiri yang mempertemukan pembaca dengan artikel Anda yang lain.',
    en: 'A dead link disappoints everyone who trusted your post, so the post waits until its page answers. Linking to others is fine, but only a link home lets readers meet your other articles.',
  },
  good: [
    { draft: { text: 'Cerita dari Gayo', link: home, card: true }, facts: { brand, linkAnswers: true } },
    { draft: { text: `Cerita dari Gayo ${home}` }, facts: { brand } },
    { draft: { text: 'Tanpa tautan sama sekali' }, facts: { brand } },
    { draft: { text: 'Lihat https://id.wikipedia.org/wiki/Gayo', reply: true }, facts: { brand } },
    { draft: { text: 'A story', link: 'https://blog.kopirina.id/a' }, facts: { brand } },
    { draft: { text: 'Ours', link: 'https://pasar.example/kopirina/gayo' }, facts: { brand: onMarket } },
    { draft: { text: 'Kedai', link: 'https://kopirina.id/kedai' }, facts: { brand: withBlog } },
  ],
  bad: [
    { draft: { text: 'Cerita dari Gayo', link: home, card: true }, facts: { brand, linkAnswers: false } },
    { draft: { text: `A story from Gayo ${home}`, link: home }, facts: { linkAnswers: false } },
    { draft: { text: 'Baca https://berita.example/kopi' }, facts: { brand }, severity: 'hint' },
    { draft: { text: 'Ours', link: 'https://pasar.example/tokolain' }, facts: { brand: onMarket }, severity: 'hint' },
  ],
  run(draft, { brand, linkAnswers }) {
    const findings: Finding[] = []
    const links = findLinks(draft.text)
    if (draft.link !== undefined && linkAnswers === false) {
      const range = links.find(({ value }) => value === draft.link) ?? whole(draft)
      const message = {
        id: 'Halaman {url} tidak menjawab, jadi pembaca akan menemui galat. Terbitkan artikelnya dulu, atau perbaiki tautannya.',
        en: 'The page {url} does not answer, so readers would meet an error. Publish the article first, or fix the link.',
      }
      findings.push(finding(linkHome, draft, range, message, { values: { url: draft.link } }))
    }
    const addresses = addressesOf(draft)
    if (!brand || brand.homeLinks.length === 0 || draft.reply || addresses.length === 0) return findings
    if (addresses.some((address) => isHome(address, brand))) return findings
    const message = {
      id: 'Tautannya menuju situs orang lain, tidak ada yang menuju rumah Anda. Kalau bisa, ceritakan dulu di blog Anda, lalu tautkan ke sana.',
      en: 'The link leads to somebody else’s site, and none leads home. Where you can, tell it on your blog first and link to that.',
    }
    findings.push(finding(linkHome, draft, links[0] ?? whole(draft), message, { severity: 'hint' }))
    return findings
  },
}
