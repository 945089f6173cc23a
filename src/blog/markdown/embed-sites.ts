/** Sites that are no networks of ours, and whose players one puts into an article. */
import { type EmbedReader, embedsOn } from '../../networks/embed.ts'

/** https://help.vimeo.com/hc/en-us/articles/12426260232977: `dnt` sets no cookies; the letters behind the number open an unlisted one. */
const vimeo = embedsOn(
  'Vimeo',
  ['vimeo.com', 'player.vimeo.com'],
  [
    {
      path: /^\/(?:video\/|channels\/[\w-]{1,60}\/|groups\/[\w-]{1,60}\/videos\/)?(?<id>\d{5,15})(?:\/(?<key>[\da-f]{6,20}))?\/?(?:\?|$)/,
      shape: 'video',
      frame: ({ id, key }) => `https://player.vimeo.com/video/${id}?dnt=1${key ? `&h=${key}` : ''}`,
    },
  ],
)

/** https://developers.dailymotion.com/guides/getting-started-with-web-sdk/ */
const dailymotion = embedsOn(
  'Dailymotion',
  ['dailymotion.com', 'dai.ly'],
  [
    {
      path: /^\/(?:embed\/)?video\/(?<id>[a-z\d]{5,20})(?:[_/?]|$)/i,
      shape: 'video',
      frame: ({ id }) => `https://geo.dailymotion.com/player.html?video=${id}`,
    },
    {
      hosts: ['dai.ly'],
      path: /^\/(?<id>[a-z\d]{5,20})\/?(?:\?|$)/i,
      shape: 'video',
      frame: ({ id }) => `https://geo.dailymotion.com/player.html?video=${id}`,
    },
  ],
)

/** On any server: https://docs.joinpeertube.org/contribute/architecture; a video's short or long id. */
const peertube = embedsOn(
  '',
  [],
  [
    {
      path: /^\/(?:w|videos\/watch)\/(?<id>[1-9A-HJ-NP-Za-km-z]{22}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?(?:\?|$)/,
      shape: 'video',
      frame: ({ id }, { origin }) => `${origin}/videos/embed/${id}`,
    },
  ],
)

/** https://developer.spotify.com/documentation/embeds */
const spotify = embedsOn(
  'Spotify',
  ['open.spotify.com'],
  [
    {
      path: /^\/(?:intl-[a-z]{2}\/)?(?:embed\/)?(?<kind>track|album|playlist|artist|episode|show)\/(?<id>[A-Za-z\d]{10,40})\/?(?:\?|$)/,
      shape: 'audio',
      frame: ({ kind, id }) => `https://open.spotify.com/embed/${kind}/${id}`,
    },
  ],
)

/** https://developers.soundcloud.com/docs/api/html5-widget */
const soundcloud = embedsOn(
  'SoundCloud',
  ['soundcloud.com'],
  [
    {
      path: /^(?<path>\/[\w-]{1,60}\/(?:sets\/)?[\w-]{1,200})\/?(?:\?|$)/,
      shape: 'audio',
      frame: ({ path }) =>
        `https://w.soundcloud.com/player/?url=${encodeURIComponent(`https://soundcloud.com${path}`)}`,
    },
  ],
)

/** https://blog.codepen.io/documentation/embedded-pens/ */
const codepen = embedsOn(
  'CodePen',
  ['codepen.io'],
  [
    {
      path: /^\/(?<by>[\w-]{1,50})\/(?:pen|full|details)\/(?<id>\w{4,20})\/?(?:\?|$)/,
      shape: 'post',
      frame: ({ by, id }) => `https://codepen.io/${by}/embed/${id}`,
    },
  ],
)

/** In the order in which they are asked. */
export const embedSites: readonly EmbedReader[] = [vimeo, dailymotion, spotify, soundcloud, codepen, peertube]
