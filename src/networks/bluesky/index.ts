import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { formWay } from '../ways.ts'
import { connect, overPage, probe, revoke, signIn } from './connect.ts'
import { moderate, moderation } from './gates.ts'
import { limits, rates, source } from './limits.ts'
import { mark } from './mark.ts'
import { options } from './options.ts'
import { postAddress } from './post-address.ts'
import { find, publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses } from './responses.ts'

/** Bluesky and other networks of the AT Protocol, by OAuth or app password. */
export const network = {
  name: 'bluesky',
  label: 'Bluesky',
  mark,
  verification: { by: 'real-server', source: '@atproto/dev-env 0.6.7 (PDS and AppView)' },
  verifiedOtherwise: {
    // A server of one's own takes videos as the real one of the tests does; Bluesky's video service is nowhere else.
    resume: { by: 'documentation', source: 'https://docs.bsky.app/docs/tutorials/video' },
  },
  effort: {
    level: 'minute',
    needs: { id: 'Sandi aplikasi dari pengaturannya', en: 'An app password from its settings' },
  },
  identity: {
    ways: [overPage, formWay(connect, signIn)],
    probe,
    revoke,
  },
  text: {
    source,
    limits,
    measure,
    render,
    options,
  },
  sending: {
    keys: true,
    rates,
    publish,
    find,
    resume,
    retract,
    correct: {
      absent: {
        id: 'Bluesky tidak mengenal pembetulan: tarik kiriman ini, lalu kirim yang baru.',
        en: 'Bluesky knows no corrections: retract this post, and send a new one.',
      },
    },
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('Bluesky'),
  },
  blog: {
    absent: {
      id: 'Bluesky bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Bluesky is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  postAddress,
} satisfies Network
