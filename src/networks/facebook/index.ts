import { graphWebhook } from '../meta-webhook.ts'
import type { Network } from '../network.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { byHand } from './by-hand.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, source } from './limits.ts'
import { mark } from './mark.ts'
import { postAddress } from './post-address.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'
import { resume } from './video.ts'

/** What brings something to fetch; reactions, which are counted only, do not. */
const items = ['comment', 'post', 'status', 'photo', 'video', 'share', 'mention']

/** A page on Facebook, with an app of the person's own; or a page or profile that a person posts to by hand. */
export const network = {
  name: 'facebook',
  label: 'Facebook',
  mark,
  verification: { by: 'official-description', source: 'https://github.com/facebook/facebook-business-sdk-codegen' },
  verifiedOtherwise: {
    resume: { by: 'documentation', source: 'https://developers.facebook.com/docs/video-api/guides/publishing' },
  },
  effort: {
    level: 'half-hour',
    needs: { id: 'Aplikasi Meta dan halaman kebijakan privasi', en: 'A Meta app and a privacy policy page' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth }), byHand.way],
    ownApp: ownAppOf,
    probe,
    revoke: {
      absent: {
        id: 'Facebook memberi satu izin untuk semua halaman yang dilayani aplikasi Anda, jadi mencabutnya dari sini akan memutus saluran lain juga. Cabutlah di Facebook: Pengaturan → Integrasi bisnis.',
        en: 'Facebook gives one permission for all pages that your app serves, so revoking it from here would cut off other channels too. Revoke it on Facebook: Settings → Business integrations.',
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
    webhook: graphWebhook('page', ({ field, value }) => field === 'mention' || items.includes(String(value.item))),
  },
  blog: {
    absent: {
      id: 'Halaman Facebook bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'A Facebook page is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  byHand,
  postAddress,
} satisfies Network
