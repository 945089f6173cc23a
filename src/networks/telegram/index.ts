import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { formWay } from '../ways.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** A channel on Telegram, by a bot that is its administrator. */
export const network = {
  name: 'telegram',
  label: 'Telegram',
  mark,
  verification: { by: 'official-description', source: 'https://core.telegram.org/bots/api (Bot API 10.1)' },
  effort: {
    level: 'minute',
    needs: { id: 'Buat bot lewat @BotFather, tempel tokennya', en: 'Create a bot with @BotFather, paste its token' },
  },
  identity: {
    ways: [formWay(connect, signIn)],
    probe,
    revoke: {
      absent: {
        id: 'Keluarkan bot dari admin kanal Anda; tokennya dapat diganti lewat @BotFather.',
        en: 'Remove the bot from your channel’s administrators; its token can be changed with @BotFather.',
      },
    },
  },
  text: {
    source,
    limits,
    measure,
    render,
  },
  sending: {
    keys: false,
    rates,
    publish,
    find: {
      absent: {
        id: 'Bot Telegram tidak dapat melihat kembali isi kanalnya. Bila sambungan terputus, lihatlah kanal Anda, lalu putuskan sendiri.',
        en: 'A Telegram bot can’t look back into its channel. When a connection breaks, look at your channel and decide.',
      },
    },
    resume: {
      absent: {
        id: 'Tidak ada unggahan panjang: Telegram menerima pesan beserta berkasnya sekaligus.',
        en: 'There is no long upload: Telegram takes a message with its files at once.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Telegram'),
  },
  blog: {
    absent: {
      id: 'Kanal Telegram bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'A Telegram channel is no blog: there are no articles to read from it.',
    },
  },
  figures: {
    absent: {
      id: 'Telegram tidak memberi tahu bot berapa orang yang melihat atau menyukai kiriman.',
      en: 'Telegram does not tell bots how many people saw or liked a post.',
    },
  },
  postAddress,
} satisfies Network
