import type { Network } from '../network.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, rates, source } from './limits.ts'
import { publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A profile on Threads, with an app of the person's own. */
export const network: Network = {
  name: 'threads',
  label: 'Threads',
  connect,
  verification: { by: 'documentation', source: 'https://developers.facebook.com/documentation/threads/overview' },
  keys: false,
  absent: {
    correct: {
      id: 'Threads tidak mengizinkan program mengubah kiriman. Betulkanlah langsung di sana, dalam lima belas menit setelah terbit.',
      en: 'Threads lets no program change a post. Please correct it over there, within fifteen minutes after it came out.',
    },
    fetchArticles: {
      id: 'Threads bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Threads is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  limits: () => defaults,
  measure,
  render,
  beginOAuth,
  finishOAuth,
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
