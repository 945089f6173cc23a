import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, byHand, connect, finishOAuth, probe, revoke } from './connect.ts'
import { limits } from './facts.ts'
import { quotas, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { find, publish, reply, resume, retract } from './publish.ts'
import { measure, price, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** X (Twitter): by its API, which asks money for every post, or by hand. */
export const network = {
  name: 'x',
  label: 'X (Twitter)',
  mark,
  verification: { by: 'official-description', source: 'https://docs.x.com (API 2.167)' },
  verifiedOtherwise: {
    // How texts come back (short links, escapes, names before answers) stands in no schema.
    find: { by: 'documentation', source: 'https://docs.x.com/x-api/fundamentals/data-dictionary' },
  },
  effort: {
    level: 'half-hour',
    needs: { id: 'Aplikasi developer X', en: 'An X developer app' },
    cost: { id: 'Berbayar: 0,015 USD per kiriman, 0,20 dengan tautan', en: 'Paid: 0.015 USD a post, 0.20 with a link' },
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
  },
  sending: {
    keys: false,
    rates,
    quotas,
    price,
    publish,
    find,
    resume,
    retract,
    correct: {
      absent: {
        id: 'X menggantikan kiriman yang dibetulkan dengan kiriman baru beralamat lain, dan hanya bagi pelanggan berbayar. Betulkan di X, atau tarik lalu kirim lagi.',
        en: 'X puts a new post with another address in the place of one that is edited, and only for those who pay. Correct it on X, or take it back and send it again.',
      },
    },
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('X (Twitter)'),
  },
  blog: {
    absent: {
      id: 'X bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'X is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  byHand,
  postAddress,
} satisfies Network
