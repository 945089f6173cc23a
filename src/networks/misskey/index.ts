import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { pageWay } from '../ways.ts'
import { label } from './api.ts'
import { begin, connect, finish, probe } from './connect.ts'
import { limits } from './facts.ts'
import { rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { find, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchFigures, fetchResponses } from './responses.ts'

/** Misskey, and every server that speaks its API. */
export const network = {
  name: 'misskey',
  label,
  mark,
  verification: { by: 'documentation', source: 'https://misskey-hub.net/en/docs/for-developers/api/' },
  effort: {
    level: 'minute',
    needs: { id: 'Alamat server, lalu masuk', en: 'Your server’s address, then sign in' },
  },
  identity: {
    ways: [pageWay(connect, { begin, finish })],
    probe,
    revoke: {
      absent: {
        id: 'Misskey tidak mengizinkan program mengembalikan izinnya sendiri. Cabutlah di server Anda: Pengaturan, bagian aplikasi yang diizinkan.',
        en: 'Misskey lets no program give its own permission back. Revoke it on your server: Settings, where the authorized applications are listed.',
      },
    },
  },
  text: { source, limits, measure, render },
  sending: {
    keys: false,
    rates,
    publish,
    find,
    resume: {
      absent: {
        id: 'Tidak ada unggahan panjang yang perlu dilanjutkan: Misskey menerima berkas dalam satu permintaan.',
        en: 'There is no long upload to resume: Misskey takes a file in one request.',
      },
    },
    retract,
    correct: {
      absent: {
        id: 'Misskey tidak mengenal pembetulan: tarik kiriman ini, lalu kirim yang baru.',
        en: 'Misskey knows no corrections: retract this post, and send a new one.',
      },
    },
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: {
      absent: {
        id: 'Di Misskey tanggapan milik penulisnya; bisukan atau laporkan langsung di sana.',
        en: 'On Misskey a response belongs to who wrote it; mute or report it over there.',
      },
    },
    webhook: noWebhook(label),
  },
  blog: {
    absent: {
      id: 'Misskey bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Misskey is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchFigures },
} satisfies Network
