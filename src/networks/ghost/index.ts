import type { Network } from '../network.ts'
import { fetchArticles } from './articles.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, source } from './limits.ts'
import { correct, find, publish, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchResponses, moderate, moderation } from './responses.ts'

/** Ghost blogs, by the Admin API key of an integration. */
export const network: Network = {
  name: 'ghost',
  label: 'Ghost',
  connect,
  verification: { by: 'real-server', source: 'Ghost 6.65.0' },
  keys: false,
  home: true,
  absent: {
    resume: {
      id: 'Di Ghost kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
      en: 'A post on Ghost is there at once; there is no long upload to resume.',
    },
    reply: {
      id: 'Komentar di Ghost hanya dapat ditulis oleh anggota (member), bukan oleh integrasi. Buka alamat komentarnya, masuk sebagai anggota, lalu jawab di bawahnya.',
      en: 'Comments on Ghost are written by members, not by integrations. Open the comment’s address, sign in as a member, and answer below it.',
    },
    fetchMetrics: {
      id: 'Ghost tidak menghitung suka untuk sebuah kiriman; angka pembacanya ada di Ghost Admin → Analytics.',
      en: 'Ghost counts no likes of a post; its readers are counted in Ghost Admin → Analytics.',
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
  moderation,
  moderate,
  fetchProfile: probe,
  fetchArticles,
}
