import { fakeNow } from '../../testing/fake.ts'
import { member, page } from './shapes.ts'
import type { World } from './world.ts'

/** Comments: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api */
export function actionsAt(world: World) {
  const { remarks, gone, refuse, addRemark, nodeOfRemark, mayRead, posts } = world

  async function onActions(request: Request, url: URL, on: string, id: string | undefined): Promise<Response> {
    const { method } = request
    if (id) {
      const at = remarks.findIndex((remark) => remark.id === id && remark.urn.includes(`(${on},`))
      const found = remarks[at]
      if (!found) return gone()
      if (url.searchParams.get('actor') !== page && url.searchParams.get('actor') !== member)
        return refuse(400, 'actor')
      if (method === 'DELETE') remarks.splice(at, 1)
      else
        found.text = (
          (await request.json()) as { patch: { message: { $set: { text: string } } } }
        ).patch.message.$set.text
      return new Response(null, { status: 204 })
    }
    if (method === 'POST') {
      const body = (await request.json()) as { actor: string; message: { text: string }; parentComment?: string }
      if (body.actor === member && world.commentsClosed)
        return refuse(403, 'Not enough permissions: socialActions.CREATE')
      if ((body.parentComment ?? on) !== on) return refuse(400, 'parentComment is not this comment')
      const made = addRemark(on, body.message.text, fakeNow.getTime(), body.actor)
      if (!made) return gone()
      return Response.json(nodeOfRemark(made), { status: 201, headers: { 'x-restli-id': made.id } })
    }
    if (!mayRead()) return refuse(403, 'Not enough permissions: socialActions.GET')
    if (!posts.some(({ urn }) => urn === on) && !remarks.some(({ urn }) => urn === on)) return gone()
    const below = remarks.filter(({ post, parent }) => (parent ?? post) === on)
    const start = Number(url.searchParams.get('start'))
    const elements = below.slice(start, start + Number(url.searchParams.get('count'))).map(nodeOfRemark)
    return Response.json({ elements, paging: { start, count: elements.length, total: below.length, links: [] } })
  }
  return { onActions }
}
