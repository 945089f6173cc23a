import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A profile on Threads, with an app of the person's own. */
export const network = {
  name: 'threads',
  label: 'Threads',
  mark,
  verification: { by: 'documentation', source: 'https://developers.facebook.com/documentation/threads/overview' },
  effort: {
    level: 'half-hour',
    needs: { id: 'Aplikasi Meta yang sama', en: 'The same Meta app' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth })],
    ownApp: ownAppOf,
    probe,
    revoke: {
      absent: {
        id: 'Dokumentasi Threads tidak memuat cara bagi program untuk mengembalikan izin. Cabutlah di Threads: Pengaturan → Akun → Izin situs web.',
        en: 'The documentation of Threads has no way for a program to give a permission back. Revoke it on Threads: Settings → Account → Website permissions.',
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
    correct: {
      absent: {
        id: 'Threads tidak mengizinkan program mengubah kiriman. Betulkanlah langsung di sana, dalam lima belas menit setelah terbit.',
        en: 'Threads lets no program change a post. Please correct it over there, within fifteen minutes after it came out.',
      },
    },
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Threads'),
  },
  blog: {
    absent: {
      id: 'Threads bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Threads is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  postAddress,
} satisfies Network
