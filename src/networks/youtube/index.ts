import type { Network } from '../network.ts'
import { correct, retract } from './change.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { limits, meters, source } from './limits.ts'
import { options } from './options.ts'
import { price, publish, resume } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation, reply } from './responses.ts'

const uploading = {
  by: 'documentation',
  source: 'https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol',
} as const

/** YouTube channels, with an app of the person's own. */
export const network: Network = {
  name: 'youtube',
  label: 'YouTube',
  connect,
  verification: {
    by: 'official-description',
    source: 'https://youtube.googleapis.com/$discovery/rest?version=v3 (revision 20250224)',
  },
  verifiedOtherwise: { publish: uploading, resume: uploading },
  keys: false,
  absent: {
    fetchArticles: {
      id: 'YouTube bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'YouTube is no blog: there are no articles to read from it.',
    },
  },
  source,
  meters,
  price,
  options,
  limits,
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
