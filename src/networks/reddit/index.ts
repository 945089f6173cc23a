import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { pageWay } from '../ways.ts'
import { revoke } from './api.ts'
import { beginOAuth, byHand, connect, finishOAuth, ownAppOf, probe } from './connect.ts'
import { limits } from './facts.ts'
import { rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { options } from './options.ts'
import { postAddress } from './post-address.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { readMarkdown } from './reading/index.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A community on Reddit (or one's own profile there): by the API, for apps that Reddit approved, or by hand. */
export const network = {
  name: 'reddit',
  label: 'Reddit',
  mark,
  verification: { by: 'documentation', source: 'https://www.reddit.com/dev/api' },
  effort: {
    level: 'half-hour',
    needs: { id: 'Reddit memeriksa dulu; bisa berhari-hari', en: 'Reddit approves first; that can take days' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth }), byHand.way],
    ownApp: ownAppOf,
    probe,
    revoke,
  },
  text: {
    source,
    limits,
    measure,
    render,
    layOut: (markup, wiki = false) => readMarkdown(markup, { wiki }),
    options,
  },
  sending: {
    keys: false,
    rates,
    publish,
    find,
    resume: {
      absent: {
        id: 'Tidak ada unggahan panjang: dokumentasi API Reddit tidak memuat cara mengunggah gambar atau video.',
        en: 'There is no long upload: the documentation of Reddit’s API has no way to upload pictures or videos.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Reddit'),
  },
  blog: {
    absent: {
      id: 'Reddit bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Reddit is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  byHand,
  postAddress,
} satisfies Network
