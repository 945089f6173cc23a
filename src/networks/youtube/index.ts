import { permissionOfAll } from '../google.ts'
import type { Network } from '../network.ts'
import { noWebhook } from '../no-webhook.ts'
import { ownAppOf } from '../oauth2.ts'
import { pageWay } from '../ways.ts'
import { correct, retract } from './change.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { limits } from './facts.ts'
import { find } from './find.ts'
import { quotas, source } from './limits.ts'
import { mark } from './mark.ts'
import { options } from './options.ts'
import { postAddress } from './post-address.ts'
import { price, publish, resume } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation, reply } from './responses.ts'

const uploading = {
  by: 'documentation',
  source: 'https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol',
} as const

/** YouTube channels, with an app of the person's own. */
export const network = {
  name: 'youtube',
  label: 'YouTube',
  mark,
  verification: {
    by: 'official-description',
    source: 'https://youtube.googleapis.com/$discovery/rest?version=v3 (revision 20250224)',
  },
  verifiedOtherwise: { publish: uploading, resume: uploading },
  effort: {
    level: 'half-hour',
    needs: { id: 'Proyek Google Cloud', en: 'A Google Cloud project' },
  },
  identity: {
    ways: [pageWay(connect, { begin: beginOAuth, finish: finishOAuth })],
    ownApp: ownAppOf,
    probe,
    revoke: permissionOfAll,
  },
  text: {
    source,
    limits,
    measure,
    render,
    options,
  },
  sending: {
    keys: false,
    quotas,
    price,
    publish,
    find,
    resume,
    retract,
    correct,
  },
  responses: {
    fetch: fetchResponses,
    reply,
    moderation: { acts: moderation, moderate },
    webhook: noWebhook('YouTube'),
  },
  blog: {
    absent: {
      id: 'YouTube bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'YouTube is no blog: there are no articles to read from it.',
    },
  },
  figures: { fetch: fetchMetrics },
  postAddress,
} satisfies Network
