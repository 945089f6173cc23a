import { graphWebhook } from '../meta-webhook.ts'
import type { Network } from '../network.ts'
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

/** A professional account on Instagram that belongs to a page, with an app of the person's own. */
export const network = {
  name: 'instagram',
  label: 'Instagram',
  mark,
  verification: { by: 'official-description', source: 'https://github.com/facebook/facebook-business-sdk-codegen' },
  verifiedOtherwise: {
    resume: {
      by: 'documentation',
      source: 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container',
    },
  },
  effort: {
    level: 'half-hour',
    needs: { id: 'Aplikasi Meta yang sama, akun bisnis', en: 'The same Meta app, a business account' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth })],
    ownApp: ownAppOf,
    probe,
    revoke: {
      absent: {
        id: 'Satu izin berlaku untuk semua akun yang dilayani aplikasi Anda, jadi mencabutnya dari sini akan memutus saluran lain juga. Cabutlah di Facebook: Pengaturan → Integrasi bisnis.',
        en: 'One permission applies to all accounts that your app serves, so revoking it from here would cut off other channels too. Revoke it on Facebook: Settings → Business integrations.',
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
        id: 'Instagram tidak mengizinkan program mengubah keterangan kiriman. Betulkanlah langsung di aplikasinya.',
        en: 'Instagram lets no program change a post’s caption. Please correct it in its app.',
      },
    },
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: graphWebhook('instagram', ({ field }) => field === 'comments' || field === 'mentions'),
  },
  blog: {
    absent: {
      id: 'Instagram bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Instagram is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  postAddress,
} satisfies Network
