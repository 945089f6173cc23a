import { permissionOfAll } from '../google.ts'
import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { limits, source } from './limits.ts'
import { mark } from './mark.ts'
import { correct, find, publish, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchArticles, fetchResponses, moderate, moderation } from './responses.ts'

/** Blogs on Blogger, with an app of the person's own. */
export const network = {
  name: 'blogger',
  label: 'Blogger',
  mark,
  verification: {
    by: 'official-description',
    source: 'https://blogger.googleapis.com/$discovery/rest?version=v3',
  },
  effort: {
    level: 'half-hour',
    needs: { id: 'Proyek Google Cloud yang sama', en: 'The same Google Cloud project' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth })],
    ownApp: ownAppOf,
    probe,
    revoke: permissionOfAll,
  },
  text: {
    source,
    limits,
    measure,
    render,
  },
  sending: {
    keys: false,
    publish,
    find,
    resume: {
      absent: {
        id: 'Di Blogger kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
        en: 'A post on Blogger is there at once; there is no long upload to resume.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply: {
      absent: {
        id: 'API Blogger tidak dapat membuat komentar. Buka alamat komentarnya, lalu jawab langsung di bawahnya dengan akun Google Anda.',
        en: 'Blogger’s API can’t create comments. Open the comment’s address, and answer below it with your Google account.',
      },
    },
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Blogger'),
  },
  blog: { fetch: fetchArticles },
  figures: {
    absent: {
      id: 'API Blogger hanya menghitung pembaca seluruh blog, bukan tiap kiriman; angka tiap kiriman ada di blogger.com → Statistik.',
      en: 'Blogger’s API counts the readers of the whole blog only, not of one post; those are at blogger.com → Stats.',
    },
  },
} satisfies Network
