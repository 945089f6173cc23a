import type { Network } from '../network.ts'
import { beginOAuth, byHand, connect, finishOAuth, probe, revoke } from './connect.ts'
import { limits, meters, rates, source } from './limits.ts'
import { find, publish, reply, resume, retract } from './publish.ts'
import { measure, price, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** X (Twitter): by its API, which asks money for every post, or by hand. */
export const network: Network = {
  name: 'x',
  label: 'X (Twitter)',
  connect,
  byHand,
  verification: { by: 'official-description', source: 'https://docs.x.com (API 2.167)' },
  verifiedOtherwise: {
    // How texts come back (short links, escapes, names before answers) stands in no schema.
    find: { by: 'documentation', source: 'https://docs.x.com/x-api/fundamentals/data-dictionary' },
  },
  keys: false,
  absent: {
    correct: {
      id: 'X menggantikan kiriman yang dibetulkan dengan kiriman baru beralamat lain, dan hanya bagi pelanggan berbayar. Betulkan di X, atau tarik lalu kirim lagi.',
      en: 'X puts a new post with another address in the place of one that is edited, and only for those who pay. Correct it on X, or take it back and send it again.',
    },
    fetchArticles: {
      id: 'X bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'X is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  meters,
  price,
  limits,
  measure,
  render,
  beginOAuth,
  finishOAuth,
  revoke,
  probe,
  publish,
  find,
  resume,
  retract,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchMetrics,
  fetchProfile: probe,
}
