import type { Network } from '../network.ts'
import { revoke } from './api.ts'
import { beginOAuth, byHand, connect, finishOAuth, probe } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { choices, options } from './options.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { readMarkdown } from './reading/index.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A community on Reddit (or one's own profile there): by the API, for apps that Reddit approved, or by hand. */
export const network: Network = {
  name: 'reddit',
  label: 'Reddit',
  connect,
  byHand,
  verification: { by: 'documentation', source: 'https://www.reddit.com/dev/api' },
  keys: false,
  absent: {
    resume: {
      id: 'Tidak ada unggahan panjang: dokumentasi API Reddit tidak memuat cara mengunggah gambar atau video.',
      en: 'There is no long upload: the documentation of Reddit’s API has no way to upload pictures or videos.',
    },
    fetchArticles: {
      id: 'Reddit bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Reddit is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  options,
  choices,
  limits,
  measure,
  render,
  layOut: (markup, wiki = false) => readMarkdown(markup, { wiki }),
  beginOAuth,
  finishOAuth,
  revoke,
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
