import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { formWay } from '../ways.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A channel on a Discord server, by a bot or by a webhook. */
export const network = {
  name: 'discord',
  label: 'Discord',
  mark,
  verification: { by: 'official-description', source: 'https://github.com/discord/discord-api-spec (v10)' },
  effort: {
    level: 'minute',
    needs: { id: 'Tempel alamat webhook dari kanal Anda', en: 'Paste a webhook address from your channel' },
  },
  identity: {
    ways: [formWay(connect, signIn)],
    probe,
    revoke: {
      absent: {
        id: 'Hapus webhook di pengaturan kanal → Integrasi, atau keluarkan bot dari server.',
        en: 'Delete the webhook in the channel’s settings → Integrations, or remove the bot from the server.',
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
    // A bot's number is kept for a few minutes only, and a webhook has none: `find` is what counts.
    keys: false,
    rates,
    publish,
    find,
    resume: {
      absent: {
        id: 'Tidak ada unggahan panjang: Discord menerima pesan beserta berkasnya sekaligus.',
        en: 'There is no long upload: Discord takes a message with its files at once.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Discord'),
  },
  blog: {
    absent: {
      id: 'Discord bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Discord is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  postAddress,
} satisfies Network
