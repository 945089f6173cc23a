import type { Part } from '../../core/post.ts'
import { assistedNetwork, pathOn } from '../assisted.ts'
import type { Account } from '../network.ts'
import { defaults, source } from './limits.ts'
import { mark } from './mark.ts'
import { measure, render } from './render.ts'

/**
 * A chat with the text in it: with that number, or with whomever the person then chooses (groups, the own status).
 * https://faq.whatsapp.com/5913398998672934
 */
function composer(part: Part, account: Account): string {
  const number = /^\d+$/.test(account.handle) ? account.handle : ''
  return `https://wa.me/${number}?text=${encodeURIComponent(part.text)}`
}

/** A number in international form, the address of a channel or a group, or the person's own word for whom it goes to. */
function accountOf(typed: string) {
  const path = pathOn(typed, ['whatsapp.com', 'chat.whatsapp.com', 'wa.me', 'api.whatsapp.com'])
  const number = /^\+?(\d[\d .()-]{6,18}\d)$/.exec(path?.slice(1) ?? typed)?.[1]?.replace(/\D/g, '')
  if (number) {
    // Indonesian numbers are written with a 0 in front at home.
    const handle = number.replace(/^0/, '62')
    return { handle, name: `+${handle}`, url: `https://wa.me/${handle}` }
  }
  const [, channel] = /^\/(?:channel\/)?([A-Za-z0-9]{10,40})\/?$/.exec(path?.split('?')[0] ?? '') ?? []
  if (channel) {
    const url = path?.startsWith('/channel/')
      ? `https://whatsapp.com/channel/${channel}`
      : `https://chat.whatsapp.com/${channel}`
    return { handle: channel, name: 'WhatsApp', url }
  }
  if (!/^[\p{L}][\p{L}\p{N}_-]{1,40}$/u.test(typed)) return undefined
  return { handle: typed, name: typed, url: `https://web.whatsapp.com/#${encodeURIComponent(typed.toLowerCase())}` }
}

/** WhatsApp, sent by hand: its API is for companies that pay by message, and knows neither groups nor statuses. */
export const network = assistedNetwork({
  name: 'whatsapp',
  label: 'WhatsApp',
  mark,
  source,
  verification: { by: 'documentation', source: 'https://faq.whatsapp.com/5913398998672934' },
  limits: defaults,
  text: { measure, render },
  server: 'https://web.whatsapp.com',
  field: {
    name: 'to',
    type: 'text',
    label: { id: 'Dikirim ke mana', en: 'Where it goes' },
    hint: {
      id: 'Nomor, alamat saluran atau grup, atau satu kata yang Anda kenali, seperti status atau pelanggan. Penerimanya Anda pilih saat mengirim.',
      en: 'A number, the address of a channel or group, or one word that you recognise, like status or customers. You choose who gets it when you send it.',
    },
    placeholder: 'status',
    required: true,
  },
  wanted: {
    id: 'Tulislah nomor seperti 0812 3456 7890, alamat saluran atau grup, atau satu kata tanpa spasi seperti pelanggan.',
    en: 'Write a number like +62 812 3456 7890, the address of a channel or group, or one word without spaces like customers.',
  },
  steps: [
    {
      id: 'Tentukan ke mana kiriman ini biasanya pergi: status Anda, sebuah grup, saluran, atau satu nomor.',
      en: 'Decide where these posts usually go: your status, a group, a channel, or one number.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka WhatsApp dengan teksnya; pilih penerimanya lalu kirim. Gambarnya Anda lampirkan sendiri.',
      en: 'When a post is due, Percakapan opens WhatsApp with its text; choose who gets it, and send it. You attach pictures yourself.',
    },
  ],
  postAddress: {
    absent: {
      id: 'Kiriman di WhatsApp (status, grup, siaran) tidak punya alamat yang dapat dibuka orang lain.',
      en: 'What is sent on WhatsApp (a status, a group, a broadcast) has no address that others can open.',
    },
  },
  effort: {
    level: 'hand',
    needs: { id: 'Nama grup, saluran, atau status', en: 'The name of a group, a channel or your status' },
  },
  accountOf,
  composer,
})
