import type { Network } from '../network.ts'
import { byHand } from './by-hand.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, rates, source } from './limits.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'
import { resume } from './video.ts'

/** A member's profile or a company's page on LinkedIn, with an app of the person's own; or by hand. */
export const network: Network = {
  name: 'linkedin',
  label: 'LinkedIn',
  connect,
  byHand,
  verification: { by: 'documentation', source },
  keys: false,
  absent: {
    fetchArticles: {
      id: 'Artikel di LinkedIn tidak dapat dibaca program lain; yang dibaca hanya kiriman.',
      en: 'Articles on LinkedIn cannot be read by other programs; only posts can.',
    },
  },
  source,
  rates,
  limits: () => defaults,
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
  moderation,
  moderate,
  fetchMetrics,
  fetchProfile: probe,
}
