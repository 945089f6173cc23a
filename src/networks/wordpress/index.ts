import type { Network } from '../network.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, source } from './limits.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses } from './responses.ts'

/** WordPress blogs, by application password. */
export const network: Network = {
  name: 'wordpress',
  label: 'WordPress',
  connect,
  verification: { by: 'real-server', source: 'WordPress 6.1 (Debian 12)' },
  keys: true,
  absent: {
    moderate: {
      id: 'Komentar di WordPress untuk sementara diterima atau ditolak langsung di sana.',
      en: 'Comments on WordPress are approved or refused over there, for the time being.',
    },
    fetchArticles: {
      id: 'Artikel WordPress untuk sementara belum dapat dibaca dari sini.',
      en: 'Articles of WordPress can’t be read from here, for the time being.',
    },
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
  fetchProfile: probe,
}
