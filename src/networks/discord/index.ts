import type { Network } from '../network.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A channel on a Discord server, by a bot or by a webhook. */
export const network: Network = {
  name: 'discord',
  label: 'Discord',
  connect,
  verification: { by: 'official-description', source: 'https://github.com/discord/discord-api-spec (v10)' },
  // A bot's number is kept for a few minutes only, and a webhook has none: `find` is what counts.
  keys: false,
  absent: {
    resume: {
      id: 'Tidak ada unggahan panjang: Discord menerima pesan beserta berkasnya sekaligus.',
      en: 'There is no long upload: Discord takes a message with its files at once.',
    },
    fetchArticles: {
      id: 'Discord bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Discord is no blog: there are no articles to read from it.',
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
  find,
  retract,
  correct,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchMetrics,
  fetchProfile: probe,
}
