import type { Network } from '../network.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
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
  absent: {},
  source,
  rates,
  limits,
  measure,
  render,
  beginOAuth,
  finishOAuth,
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
