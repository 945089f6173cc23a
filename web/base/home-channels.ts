import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../../src/http/api.ts'
import { channelsQuery, networksQuery } from './queries.ts'

/** Connected channels that are blogs and take whole articles; `pending` while that is not known yet. */
export function useHomeChannels(): { blogs: Channel[]; pending: boolean } {
  const channels = useQuery(channelsQuery)
  const networks = useQuery(networksQuery)
  const homes = new Set((networks.data ?? []).flatMap(({ name, home }) => (home ? [name] : [])))
  const blogs = (channels.data ?? []).filter(
    ({ network, removedAt, kind }) => homes.has(network) && removedAt === null && kind !== 'assisted',
  )
  return { blogs, pending: channels.isPending || networks.isPending }
}

/** What one calls a blog among these: its network and its own name; nothing for one that is not there. */
export const nameOfBlog = (blogs: readonly Channel[], id: string) => {
  const blog = blogs.find((one) => one.id === id)
  return blog ? `${blog.networkLabel} ${blog.name}` : ''
}
