import { misled } from '../core/text/targets.ts'
import type { Check } from './check.ts'
import { finding } from './finding.ts'
import { isHome } from './text.ts'

const evil = 'https://promo.example/daftar'

/** Words that look like an address lead to that address. */
export const linkElsewhere: Check = {
  id: 'link-elsewhere',
  pillar: 'home',
  severity: 'warning',
  title: { id: 'Tautan yang tertulis lain dari tujuannya', en: 'A link that says another address than it has' },
  why: {
    id: 'Tulisan yang tampak seperti sebuah alamat adalah janji: orang mengira akan sampai di sana. Bila tujuannya situs lain, tautan itu persis seperti yang dipakai penipu, dan peramban atau penyaring surel pun dapat memperlakukannya begitu. Tulis nama halamannya, atau alamat yang sebenarnya. Dua alamat milik Anda sendiri boleh saling menggantikan.',
    en: 'Words that look like an address are a promise: people believe that they will get there. If the link leads to another site, it is just what a scammer would write, and browsers and mail filters may treat it so. Write the page’s name instead, or the address that it really has. Two addresses of your own may replace each other.',
  },
  good: [
    { draft: { text: '[kopi.id](https://kopi.id/gayo)', leads: [lead('kopi.id', 'https://kopi.id/gayo')] } },
    { draft: { text: '[Cerita Gayo](https://kopi.id)', leads: [lead('Cerita Gayo', 'https://kopi.id')] } },
    { draft: { text: '[halo@kopi.id](mailto:halo@kopi.id)', leads: [lead('halo@kopi.id', 'mailto:halo@kopi.id')] } },
    {
      draft: { text: '[kopi.id](https://blog.kopirina.id)', leads: [lead('kopi.id', 'https://blog.kopirina.id')] },
      facts: { brand: { name: 'Kopi', handles: [], homeLinks: ['https://kopi.id', 'https://blog.kopirina.id'] } },
    },
  ],
  bad: [
    { draft: { text: `[kopi.id](${evil})`, leads: [lead('kopi.id', evil)] } },
    { draft: { text: `[https://www.bank.co.id/masuk](${evil})`, leads: [lead('https://www.bank.co.id/masuk', evil)] } },
    { draft: { text: '[bank.co.id](tel:1500888)', leads: [lead('bank.co.id', 'tel:1500888')] } },
  ],
  run(draft, { brand }) {
    return (draft.leads ?? []).flatMap(({ words, address, start, end }) => {
      const found = misled(words, address)
      if (!found || (brand && isHome(found.shown, brand) && isHome(address, brand))) return []
      const { shown, real } = found
      return [
        finding(linkElsewhere, draft, { start, end }, real ? toAnother : toNone, {
          values: { shown, real: real || address.slice(0, 100) },
        }),
      ]
    })
  },
}

/** For the examples: the only link of a text. */
function lead(words: string, address: string) {
  return { words, address, start: 0, end: words.length + address.length + 4 }
}

const toAnother = {
  id: 'Tertulis {shown}, tetapi tautannya menuju {real}. Pembaca akan merasa ditipu: samakan keduanya, atau tulis nama halamannya.',
  en: 'It says {shown}, but the link leads to {real}. Readers would feel deceived: make them the same, or write the page’s name.',
}
const toNone = {
  id: 'Tertulis {shown}, tetapi tautannya ({real}) tidak menuju ke sana. Samakan keduanya, atau tulis nama halamannya.',
  en: 'It says {shown}, but the link ({real}) does not lead there. Make them the same, or write the page’s name.',
}
