import { budi, type Remark, type Stored, type Video } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    count: 7000,
    sent: 0,
    commentsClosed: false,
    namesHidden: false,
    renewals: 0,
    scopes: '',
    access: '',
    refresh: '',
  }

  const posts: Stored[] = []
  const remarks: Remark[] = []
  const images = new Map<string, number>()
  const videos: Video[] = []

  const refuse = (status: number, text: string, serviceErrorCode = 100) =>
    Response.json(
      { status, serviceErrorCode, code: status === 404 ? 'NOT_FOUND' : 'REFUSED', message: text },
      { status },
    )
  const gone = () => refuse(404, 'Entity not found')
  const mayRead = () => world.scopes.includes('r_organization_social')

  /** Reserved characters that begin nothing cut a text short, as they do there. */
  const shown = (little: string) =>
    /(?<!\\)[|{}[\]()<>*_~]/.test(little.replace(/https?:\/\/\S+|#\w+/g, '')) ? little.slice(0, 1) : little

  function addRemark(on: string, text: string, at: number, actor: string): Remark | undefined {
    const above = remarks.find(({ urn }) => urn === on)
    const post = above?.post ?? posts.find(({ urn }) => urn === on)?.urn
    if (!post || (above?.parent && actor !== budi)) return undefined
    const id = String(++world.count)
    const parent = above?.parent ?? above?.urn
    const urn = `urn:li:comment:(${post.replace('share', 'activity')},${id})`
    const remark: Remark = { id, urn, post, actor, text, at, ...(parent ? { parent } : {}) }
    remarks.push(remark)
    return remark
  }

  const nodeOfRemark = (remark: Remark) => ({
    id: remark.id,
    commentUrn: remark.urn,
    actor: remark.actor,
    object: remark.post.replace('share', 'activity'),
    created: { actor: remark.actor, time: remark.at },
    message: { text: remark.text, attributes: [] },
    ...(remark.parent ? { parentComment: remark.parent } : {}),
    commentsSummary: { aggregatedTotalComments: remarks.filter(({ parent }) => parent === remark.urn).length },
  })
  return Object.assign(world, { posts, remarks, images, videos, refuse, gone, mayRead, shown, addRemark, nodeOfRemark })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
