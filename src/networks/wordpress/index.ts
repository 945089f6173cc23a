import type { Network } from '../network.ts'
import { fetchArticles } from './articles.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, source } from './limits.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** WordPress blogs, by application password. */
export const network: Network = {
  name: 'wordpress',
  label: 'WordPress',
  connect,
  verification: { by: 'real-server', source: 'WordPress 6.1 (Debian 12)' },
  keys: false,
  home: true,
  absent: {
    resume: {
      id: 'Di WordPress kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
      en: 'A post on WordPress is there at once; there is no long upload to resume.',
    },
    fetchMetrics: {
      id: 'WordPress sendiri tidak menghitung pembaca maupun suka.',
      en: 'WordPress itself counts neither readers nor likes.',
    },
  },
  source,
  limits,
  measure,
  render,
  signIn,
  probe,
  publish,
  find,
  retract,
  correct,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchProfile: probe,
  fetchArticles,
}
