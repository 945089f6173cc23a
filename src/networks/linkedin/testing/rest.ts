import type { actionsAt } from './actions.ts'
import type { postsAt } from './posts.ts'
import { page, version } from './shapes.ts'
import type { uploadsAt } from './uploads.ts'
import type { World } from './world.ts'

/** The versioned API, and what of it is meant: https://learn.microsoft.com/en-us/linkedin/marketing/versioning */
export function restAt(
  world: World,
  { onPosts }: ReturnType<typeof postsAt>,
  { onMedia }: ReturnType<typeof uploadsAt>,
  { onActions }: ReturnType<typeof actionsAt>,
) {
  const { refuse, mayRead, posts, remarks, gone } = world

  const organization = {
    id: 501,
    localizedName: 'Toko Sari',
    vanityName: 'tokosari',
    localizedDescription: 'Batik tulis',
    localizedWebsite: 'https://toko.example',
  }

  async function versioned(request: Request, url: URL, steps: string[]): Promise<Response> {
    const { headers } = request
    if (headers.get('linkedin-version') !== version) return refuse(426, 'Requested version is not active')
    if (headers.get('x-restli-protocol-version') !== '2.0.0') return refuse(400, 'protocol version')
    const [resource, urn, , id] = steps
    if (resource === 'posts') return await onPosts(request, url, urn)
    if (resource === 'images' || resource === 'videos') return await onMedia(request, url, resource, urn)
    if (resource === 'socialActions' && urn) return await onActions(request, url, urn, id)
    if (resource === 'organizations' && urn === '501' && mayRead()) return Response.json(organization)
    if (resource === 'organizationAcls') {
      const role = (name: string, organization_: string) => ({
        organization: organization_,
        role: name,
        state: 'APPROVED',
      })
      const elements = [role('ADMINISTRATOR', page), role('ANALYST', 'urn:li:organization:9')]
      return mayRead() ? Response.json({ elements }) : refuse(403, 'Not enough permissions')
    }
    if (resource === 'people' && urn === '(id:bU2)')
      return world.namesHidden
        ? refuse(403, 'Not enough permissions: people.GET')
        : Response.json({ id: 'bU2', localizedFirstName: 'Budi', vanityName: 'budi' })
    if (resource === 'socialMetadata' && posts.some((post) => post.urn === urn)) {
      const comments = remarks.filter(({ post }) => post === urn).length
      const reactionSummaries = {
        LIKE: { reactionType: 'LIKE', count: 1 },
        PRAISE: { reactionType: 'PRAISE', count: 1 },
      }
      return Response.json({
        entity: urn,
        reactionSummaries,
        commentSummary: { count: comments, topLevelCount: comments },
      })
    }
    return gone()
  }
  return { versioned }
}
