import { connectFirst, told } from '../../testing/connecting.ts'
import type { Fake } from '../../testing/fake.ts'
import { proofOf } from '../../testing/graph.ts'
import { commentsAt } from './comments.ts'
import { failures } from './failures.ts'
import { graphAt } from './graph.ts'
import { pageAt } from './page.ts'
import { budi, clientSecret, code, when } from './shapes.ts'
import { videosAt } from './videos.ts'
import { createWorld } from './world.ts'

/** And what tests of this network look at. */
export interface FacebookFake extends Fake {
  /** The words and the alternative texts of what was sent, and what stands below it. */
  post(id: string): { message?: string; link?: string; alts: string[]; video?: Uint8Array } | undefined
  /** What stands below posts, with where. */
  remarks(): { message?: string; post: string; parent?: string; alt?: string }[]
  /** Somebody writes on the page, or names it elsewhere. */
  addMention(text: string, at: Date, tagged?: boolean): string
  /** The page's work on its videos is done, or has failed. */
  work(outcome: 'ready' | 'error'): void
  /** The pages that send webhook events. */
  subscribed(): string[]
  /** How large the pieces of a video were. */
  pieces(): number[]
  /** Leaves the person without a page. */
  withoutPages(): void
  /** From now on the person runs the first page through a business portfolio, and the second one for a client of it. */
  throughPortfolio(): void
}

/**
 * A page and its neighbours, at the Graph API; requests and answers are held against the description that lies beside the
 * project. The dialog, tokens and the upload of videos are as documented:
 * https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 * https://developers.facebook.com/docs/video-api/guides/publishing
 */
export function createFake(): FacebookFake {
  const world = createWorld()
  const { posts, addRemark, remarks, uploads, photos, subscribed, sizes } = world
  const pageSide = pageAt(world, videosAt(world))
  const { handle } = graphAt(world, pageSide, commentsAt(world))
  return {
    fetch: handle,
    connect: (network) =>
      connectFirst(network, {
        fetch: handle,
        form: { clientId: 'aplikasi-1', clientSecret },
        visit: () => new URLSearchParams({ state: 's', code }),
      }),
    posts: () => posts.filter(({ from }) => from.id === '1001').map(({ message }) => message ?? ''),
    isPublish: (method, url) => method === 'POST' && /\/feed$/.test(url.pathname),
    addPost: (text, at) => {
      const from = { id: '1001', name: 'Toko Sari' }
      posts.push({ id: `1001_${++world.count}`, message: text, at: when(at), from, photos: [] })
      posts.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    },
    addResponse: (to, text, at) => addRemark(to, budi, when(at), { message: text })?.id ?? '',
    isShown: (id) => remarks.some((remark) => remark.id === id && !remark.hidden),
    addMention: (text, at, tagged = false) => {
      const id = tagged ? `77_${++world.count}` : `1001_${++world.count}`
      posts.push({ id, message: text, at: when(at), from: budi, photos: [], ...(tagged ? { tagged: true } : {}) })
      return id
    },
    post: (id) => {
      const found = posts.find((post) => post.id === id)
      if (!found) return undefined
      const video = [...uploads.values()].find((one) => one.video === found.video)
      return {
        ...(found.message ? { message: found.message } : {}),
        ...(found.link ? { link: found.link } : {}),
        alts: found.photos.map((photo) => photos.get(photo) ?? ''),
        ...(video ? { video: Buffer.concat(video.received) } : {}),
      }
    },
    remarks: () =>
      remarks.map(({ message, post, parent, photo }) => ({
        ...(message ? { message } : {}),
        post,
        ...(parent ? { parent } : {}),
        ...(photo ? { alt: photos.get(photo) ?? '' } : {}),
      })),
    work: (outcome) => {
      for (const one of uploads.values()) if (one.state === 'processing') one.state = outcome
    },
    subscribed: () => [...subscribed],
    pieces: () => sizes,
    withoutPages: () => {
      world.pages = []
    },
    throughPortfolio: () => {
      world.portfolio = true
    },
    failures,
    secrets: ({ credentials }) => {
      const accessToken = told(credentials, 'accessToken')
      return [clientSecret, accessToken, proofOf({ accessToken, clientSecret })]
    },
  }
}
