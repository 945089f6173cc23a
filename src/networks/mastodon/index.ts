import type { Network } from '../network.ts'
import { beginOAuth, connect, finishOAuth, probe, revoke } from './connect.ts'
import { correct } from './correct.ts'
import { limits } from './instance.ts'
import { rates, source } from './limits.ts'
import { find, publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses } from './responses.ts'

/** Mastodon, and every server that speaks its client API. */
export const network: Network = {
  name: 'mastodon',
  label: 'Mastodon',
  connect,
  verification: { by: 'real-server', source: 'snac2 2.75; https://github.com/abraham/mastodon-openapi (4.7)' },
  keys: false,
  absent: {
    moderate: {
      id: 'Di Mastodon tanggapan milik penulisnya; bisukan atau laporkan langsung di sana.',
      en: 'On Mastodon a response belongs to who wrote it; mute or report it over there.',
    },
    fetchArticles: {
      id: 'Mastodon bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Mastodon is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  limits,
  measure,
  render,
  beginOAuth,
  finishOAuth,
  revoke,
  probe,
  publish,
  find,
  resume,
  retract,
  correct,
  fetchResponses,
  reply,
  fetchMetrics,
  fetchProfile: probe,
}
