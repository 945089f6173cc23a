import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { formWay } from '../ways.ts'
import { fetchArticles } from './articles.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, source } from './limits.ts'
import { mark } from './mark.ts'
import { correct, find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** WordPress blogs, by application password. */
export const network = {
  name: 'wordpress',
  label: 'WordPress',
  mark,
  verification: { by: 'real-server', source: 'WordPress 6.1 (Debian 12)' },
  effort: {
    level: 'minutes',
    needs: { id: 'Sandi aplikasi di Pengguna → Profil', en: 'Application password in Users → Profile' },
  },
  identity: {
    ways: [formWay(connect, signIn)],
    probe,
    revoke: {
      absent: {
        id: 'Sandi aplikasi dicabut di WordPress Anda sendiri: Pengguna → Profil → Sandi Aplikasi.',
        en: 'An application password is revoked in your own WordPress: Users → Profile → Application Passwords.',
      },
    },
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
        id: 'Di WordPress kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
        en: 'A post on WordPress is there at once; there is no long upload to resume.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('WordPress'),
  },
  blog: { fetch: fetchArticles },
  figures: {
    absent: {
      id: 'WordPress sendiri tidak menghitung pembaca maupun suka.',
      en: 'WordPress itself counts neither readers nor likes.',
    },
  },
} satisfies Network
