import type { Connected, Form, Network } from '../../network.ts'
import { connectFirst, told } from '../../testing/connecting.ts'
import { type Fake, fetchOf } from '../../testing/fake.ts'
import { accessAt } from './access.ts'
import { actionsAt } from './actions.ts'
import { failures } from './failures.ts'
import { postsAt } from './posts.ts'
import { restAt } from './rest.ts'
import { budi, clientSecret, code, page } from './shapes.ts'
import { uploadsAt } from './uploads.ts'
import { createWorld } from './world.ts'

/** And what tests of this network look at. */
export interface LinkedInFake extends Fake {
  connectMember(network: Network): Promise<Connected>
  post(urn: string): { commentary: string; content?: Record<string, unknown>; author: string } | undefined
  remarks(): { text: string; post: string; parent?: string; actor: string }[]
  /** LinkedIn's work on the videos is done, or has failed. */
  work(outcome: 'AVAILABLE' | 'PROCESSING_FAILED'): void
  /** The bytes of a video, and how many pieces were sent. */
  video(): { bytes: Uint8Array; sent: number }
  /** Members may not comment through this app. */
  closeComments(): void
  /** Names are not told to this app. */
  hideNames(): void
  /** How often a token was made new. */
  renewals(): number
}

/**
 * LinkedIn, of which there is no machine-readable description: all of this rests on its documentation alone,
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, …/comments-api, …/images-api,
 * …/videos-api, …/social-metadata-api, and https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow.
 */
export function createFake(): LinkedInFake {
  const world = createWorld()
  const { refuse, gone, posts, addRemark, remarks, videos } = world
  const { token } = accessAt(world)
  const uploads = uploadsAt(world)
  const { versioned } = restAt(world, postsAt(world), uploads, actionsAt(world))
  const handle = fetchOf(async (request) => {
    const url = new URL(request.url)
    if (url.host === 'www.linkedin.com' && url.pathname === '/oauth/v2/accessToken') return await token(request)
    if (request.headers.get('authorization') !== `Bearer ${world.access}`)
      return refuse(401, 'Invalid access token', 65_600)
    if (url.host === 'www.linkedin.com' && request.method === 'PUT') return await uploads.takeBytes(request, url)
    if (url.host !== 'api.linkedin.com') return new Response('<html>404</html>', { status: 404 })
    const [, first, ...steps] = url.pathname.split('/').map(decodeURIComponent)
    if (first === 'v2' && steps[0] === 'userinfo' && world.scopes.includes('openid'))
      return Response.json({ sub: 'aB1', name: 'Sari', picture: 'https://cdn.example/sari.jpg', locale: 'id_ID' })
    return first === 'rest' ? await versioned(request, url, steps) : gone()
  })
  const connect = (network: Network, typed: Form) => {
    const visit = (page: string) => {
      world.scopes = new URL(page).searchParams.get('scope') ?? ''
      return new URLSearchParams({ state: 's', code })
    }
    const form = { clientId: 'aplikasi-1', clientSecret, ...typed }
    return connectFirst(network, { fetch: handle, form, visit })
  }
  return {
    fetch: handle,
    connect: (network) => connect(network, { page: 'linkedin.com/company/tokosari' }),
    connectMember: (network) => connect(network, {}),
    posts: () => posts.map(({ commentary }) => commentary.replace(/\\(.)/g, '$1')),
    isPublish: (method, url) => method === 'POST' && url.pathname === '/rest/posts',
    addPost: (text, at) =>
      void posts.push({ urn: `urn:li:share:${++world.count}`, author: page, commentary: text, at: at.getTime() }),
    addResponse: (to, text, at) => addRemark(to, text, at.getTime(), budi)?.urn ?? '',
    isShown: (urn) => remarks.some((remark) => remark.urn === urn),
    expire: () => {
      world.access = 'yang-lama-sudah-berakhir'
    },
    post: (urn) => {
      const found = posts.find((post) => post.urn === urn)
      return (
        found && {
          commentary: found.commentary,
          author: found.author,
          ...(found.content ? { content: found.content } : {}),
        }
      )
    },
    remarks: () =>
      remarks.map(({ text, post, parent, actor }) => ({ text, post, actor, ...(parent ? { parent } : {}) })),
    work: (outcome) => {
      for (const one of videos) if (one.status === 'PROCESSING') one.status = outcome
    },
    video: () => {
      const pieces = [...(videos[0]?.pieces ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)
      return { bytes: Buffer.concat(pieces), sent: world.sent }
    },
    closeComments: () => {
      world.commentsClosed = true
    },
    hideNames: () => {
      world.namesHidden = true
    },
    renewals: () => world.renewals,
    failures,
    secrets: ({ credentials }) =>
      [clientSecret, told(credentials, 'accessToken'), told(credentials, 'refreshToken')].filter(
        (one) => one !== 'undefined',
      ),
  }
}
