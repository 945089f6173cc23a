import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { pageWay } from '../ways.ts'
import { beginOAuth, connect, finishOAuth, probe, revoke } from './connect.ts'
import { correct } from './correct.ts'
import { limits } from './instance.ts'
import { rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { find, publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses } from './responses.ts'

/** Mastodon, and every server that speaks its client API. */
export const network = {
  name: 'mastodon',
  label: 'Mastodon',
  mark,
  verification: { by: 'real-server', source: 'snac2 2.75; https://github.com/abraham/mastodon-openapi (4.7)' },
  effort: {
    level: 'minute',
    needs: { id: 'Alamat server, lalu masuk', en: 'Your server’s address, then sign in' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth })],
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
    publish,
    find,
    resume,
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: {
      absent: {
        id: 'Di Mastodon tanggapan milik penulisnya; bisukan atau laporkan langsung di sana.',
        en: 'On Mastodon a response belongs to who wrote it; mute or report it over there.',
      },
    },
    webhook: noWebhook('Mastodon'),
  },
  blog: {
    absent: {
      id: 'Mastodon bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Mastodon is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
} satisfies Network
