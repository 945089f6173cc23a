import { graphHook } from '../meta-hook.ts'
import type { Network } from '../network.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, rates, source } from './limits.ts'
import { publish, reply, resume, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'

/** A professional account on Instagram that belongs to a page, with an app of the person's own. */
export const network: Network = {
  name: 'instagram',
  label: 'Instagram',
  connect,
  verification: { by: 'official-description', source: 'https://github.com/facebook/facebook-business-sdk-codegen' },
  verifiedOtherwise: {
    resume: {
      by: 'documentation',
      source: 'https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container',
    },
  },
  keys: false,
  absent: {
    correct: {
      id: 'Instagram tidak mengizinkan program mengubah keterangan kiriman. Betulkanlah langsung di aplikasinya.',
      en: 'Instagram lets no program change a post’s caption. Please correct it in its app.',
    },
    fetchArticles: {
      id: 'Instagram bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'Instagram is no blog: there are no articles to read from it.',
    },
  },
  source,
  rates,
  hook: graphHook('instagram', ({ field }) => field === 'comments' || field === 'mentions'),
  limits: () => defaults,
  measure,
  render,
  beginOAuth,
  finishOAuth,
  probe,
  publish,
  find,
  resume,
  retract,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchMetrics,
  fetchProfile: probe,
}
