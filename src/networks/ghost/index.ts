import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { formWay } from '../ways.ts'
import { fetchArticles } from './articles.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, source } from './limits.ts'
import { mark } from './mark.ts'
import { correct, find, publish, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** Ghost blogs, by the Admin API key of an integration. */
export const network = {
  name: 'ghost',
  label: 'Ghost',
  mark,
  verification: { by: 'real-server', source: 'Ghost 6.65.0' },
  effort: {
    level: 'minutes',
    needs: { id: 'Kunci Admin API di Integrations', en: 'Admin API key in Integrations' },
  },
  identity: {
    ways: [formWay(connect, signIn)],
    probe,
    revoke: {
      absent: {
        id: 'Kunci integrasi dicabut di Ghost Admin → Settings → Integrations: hapuslah integrasinya di sana.',
        en: 'The key of an integration is revoked in Ghost Admin → Settings → Integrations: delete the integration there.',
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
        id: 'Di Ghost kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
        en: 'A post on Ghost is there at once; there is no long upload to resume.',
      },
    },
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply: {
      absent: {
        id: 'Komentar di Ghost hanya dapat ditulis oleh anggota (member), bukan oleh integrasi. Buka alamat komentarnya, masuk sebagai anggota, lalu jawab di bawahnya.',
        en: 'Comments on Ghost are written by members, not by integrations. Open the comment’s address, sign in as a member, and answer below it.',
      },
    },
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Ghost'),
  },
  blog: { fetch: fetchArticles },
  figures: {
    absent: {
      id: 'Ghost tidak menghitung suka untuk sebuah kiriman; angka pembacanya ada di Ghost Admin → Analytics.',
      en: 'Ghost counts no likes of a post; its readers are counted in Ghost Admin → Analytics.',
    },
  },
} satisfies Network
