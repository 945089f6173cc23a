import type { Network } from '../network.ts'
import { connect, probe, signIn } from './connect.ts'
import { limits, rates, source } from './limits.ts'
import { find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses } from './responses.ts'

/** Bluesky and other networks of the AT Protocol, by app password. */
export const network: Network = {
  name: 'bluesky',
  label: 'Bluesky',
  connect,
  verification: { by: 'real-server', source: '@atproto/dev-env 0.6.7 (PDS and AppView)' },
  keys: true,
  absent: {
    moderate: {
      id: 'Di Bluesky tanggapan orang lain tidak dapat dihapus; sembunyikanlah langsung di sana.',
      en: 'On Bluesky nobody can delete what others say; hide it over there.',
    },
    fetchArticles: {
      id: 'Bluesky bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Bluesky is no blog: there are no articles to read from it.',
    },
    correct: {
      id: 'Bluesky tidak mengenal pembetulan: tarik kiriman ini, lalu kirim yang baru.',
      en: 'Bluesky knows no corrections: retract this post, and send a new one.',
    },
    resume: {
      id: 'Di Bluesky kiriman langsung tayang; tidak ada unggahan panjang yang perlu dilanjutkan.',
      en: 'A post on Bluesky is there at once; there is no long upload to resume.',
    },
  },
  source,
  rates,
  limits,
  measure,
  render,
  signIn,
  probe,
  publish,
  find,
  retract,
  fetchResponses,
  reply,
  fetchMetrics,
  fetchProfile: probe,
}
