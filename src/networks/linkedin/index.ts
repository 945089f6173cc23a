import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { byHand } from './by-hand.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'
import { resume } from './video.ts'

/** A member's profile or a company's page on LinkedIn, with an app of the person's own; or by hand. */
export const network = {
  name: 'linkedin',
  label: 'LinkedIn',
  mark,
  verification: { by: 'documentation', source },
  effort: {
    level: 'half-hour',
    needs: { id: 'Aplikasi LinkedIn', en: 'A LinkedIn app' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth }), byHand.way],
    ownApp: ownAppOf,
    probe,
    revoke: {
      absent: {
        id: 'Izin untuk LinkedIn Anda cabut di sana: Pengaturan & Privasi → Privasi data → Layanan yang diizinkan.',
        en: 'You revoke the permission on LinkedIn itself: Settings & Privacy → Data privacy → Permitted services.',
      },
    },
  },
  text: {
    source,
    limits: () => defaults,
    measure,
    render,
  },
  sending: {
    keys: false,
    rates,
    publish,
    find,
    resume,
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('LinkedIn'),
  },
  blog: {
    absent: {
      id: 'Artikel di LinkedIn tidak dapat dibaca program lain; yang dibaca hanya kiriman.',
      en: 'Articles on LinkedIn cannot be read by other programs; only posts can.',
    },
  },
  figures: { fetch: fetchMetrics },
  byHand,
  postAddress,
} satisfies Network
