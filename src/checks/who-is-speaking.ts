import type { Check } from './check.ts'
import { finding, whole } from './finding.ts'
import { addressesOf, compact, isHome, plain } from './text.ts'

const brand = { name: 'Kopi Rina', handles: ['@kopirina'], homeLinks: ['https://kopirina.id/'] }

/** Every post reminds people who is speaking. */
export const whoIsSpeaking: Check = {
  id: 'who-is-speaking',
  pillar: 'brand',
  severity: 'warning',
  title: { id: 'Siapa yang berbicara', en: 'Who is speaking' },
  why: {
    id: 'Kiriman beredar jauh dari profil Anda: dibagikan, dikutip, difoto layarnya. Sebutkan merek Anda sekali (nama, nama akun, atau alamat sendiri), supaya pembaca tahu siapa yang berbicara. Saluran yang namanya sudah memuat merek Anda tidak perlu mengulanginya, begitu pula jawaban kepada orang.',
    en: 'A post travels far from your profile: it is shared, quoted, photographed. Name your brand once (its name, its handle or its own address), so that readers know who is speaking. A channel whose own name shows the brand need not repeat it, and neither need an answer to a person.',
  },
  good: [
    { draft: { text: 'Biji baru dari Gayo sudah datang di Kopi Rina.' }, facts: { brand } },
    { draft: { text: 'Biji baru dari Gayo sudah datang! #KopiRina' }, facts: { brand } },
    { draft: { text: 'New beans from Gayo: https://kopirina.id/gayo' }, facts: { brand } },
    { draft: { text: 'Biji baru dari Gayo sudah datang.' }, facts: { brand, channelName: 'Kopi Rina Bandung' } },
    { draft: { text: 'Terima kasih, besok kami buka pukul 8.', reply: true }, facts: { brand } },
    { draft: { text: 'Biji baru dari Gayo sudah datang.' } },
  ],
  bad: [
    { draft: { text: 'Biji baru dari Gayo sudah datang.' }, facts: { brand } },
    { draft: { text: 'New beans from Gayo. Rina says hello.' }, facts: { brand, channelName: 'Berita Bandung' } },
  ],
  run(draft, { brand, channelName }) {
    if (!brand || draft.reply || draft.text.trim() === '') return []
    const names = [brand.name, ...brand.handles].map(compact).filter((name) => name !== '')
    if (names.length === 0) return []
    const own = compact(brand.name)
    if (channelName !== undefined && own !== '' && compact(channelName).includes(own)) return []
    if (addressesOf(draft).some((address) => isHome(address, brand))) return []
    if (names.some((name) => isNamed(draft.text, name))) return []
    return [
      finding(
        whoIsSpeaking,
        draft,
        whole(draft),
        {
          id: 'Pembaca tidak tahu siapa yang berbicara: nama {name} tidak disebut. Kiriman ini akan dibaca jauh dari profil Anda. Sebutkan nama, nama akun, atau alamat Anda sekali saja.',
          en: 'Readers cannot tell who is speaking: {name} is not named. This post will be read far from your profile. Name the brand, its handle or its address once.',
        },
        { values: { name: brand.name } },
      ),
    ]
  },
}

/** Whether the words of a name stand in the text, joined or apart, but not inside other words. */
function isNamed(text: string, name: string): boolean {
  const words = plain(text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1')).split(' ')
  for (let first = 0; first < words.length; first += 1) {
    let joined = ''
    for (let last = first; last < words.length && joined.length < name.length; last += 1) {
      joined += words[last]
      if (joined === name) return true
    }
    // Indonesian hangs endings on a name: "Kopirinanya", "Kopirinaku".
    if (joined.startsWith(name) && /^(nya|ku|mu|lah|kah|pun|s)$/.test(joined.slice(name.length))) return true
  }
  return false
}
