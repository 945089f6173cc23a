import type { Network } from '../network.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** A channel on Telegram, by a bot that is its administrator. */
export const network: Network = {
  name: 'telegram',
  label: 'Telegram',
  connect,
  verification: { by: 'official-description', source: 'https://core.telegram.org/bots/api (Bot API 10.1)' },
  keys: false,
  absent: {
    find: {
      id: 'Bot Telegram tidak dapat melihat kembali isi kanalnya. Bila sambungan terputus, lihatlah kanal Anda, lalu putuskan sendiri.',
      en: 'A Telegram bot can’t look back into its channel. When a connection breaks, look at your channel and decide.',
    },
    resume: {
      id: 'Tidak ada unggahan panjang: Telegram menerima pesan beserta berkasnya sekaligus.',
      en: 'There is no long upload: Telegram takes a message with its files at once.',
    },
    fetchMetrics: {
      id: 'Telegram tidak memberi tahu bot berapa orang yang melihat atau menyukai kiriman.',
      en: 'Telegram does not tell bots how many people saw or liked a post.',
    },
    fetchArticles: {
      id: 'Kanal Telegram bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'A Telegram channel is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  limits,
  measure,
  render,
  signIn,
  probe,
  publish,
  retract,
  correct,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchProfile: probe,
}
