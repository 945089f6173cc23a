import { graphHook } from '../meta-hook.ts'
import type { Network } from '../network.ts'
import { byHand } from './by-hand.ts'
import { beginOAuth, connect, finishOAuth, probe } from './connect.ts'
import { find } from './find.ts'
import { defaults, source } from './limits.ts'
import { correct, publish, reply, retract } from './publish.ts'
import { measure, render } from './render.ts'
import { fetchMetrics, fetchResponses, moderate, moderation } from './responses.ts'
import { resume } from './video.ts'

/** What brings something to fetch; reactions, which are counted only, do not. */
const items = ['comment', 'post', 'status', 'photo', 'video', 'share', 'mention']

/** A page on Facebook, with an app of the person's own; or a page or profile that a person posts to by hand. */
export const network: Network = {
  name: 'facebook',
  label: 'Facebook',
  connect,
  byHand,
  verification: { by: 'official-description', source: 'https://github.com/facebook/facebook-business-sdk-codegen' },
  verifiedOtherwise: {
    resume: { by: 'documentation', source: 'https://developers.facebook.com/docs/video-api/guides/publishing' },
  },
  keys: false,
  absent: {
    fetchArticles: {
      id: 'Halaman Facebook bukan blog: tidak ada artikel yang dapat dibaca dari sana.',
      en: 'A Facebook page is no blog: there are no articles to read from it.',
    },
  },
  source,
  hook: graphHook('page', ({ field, value }) => field === 'mention' || items.includes(String(value.item))),
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
  correct,
  fetchResponses,
  reply,
  moderation,
  moderate,
  fetchMetrics,
  fetchProfile: probe,
}
