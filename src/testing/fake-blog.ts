import type { Network } from '../networks/network.ts'
import type { FakeNetwork } from './fake-network.ts'

/** A blog of somebody's own: its posts are the HTML that it was sent. */
export function asBlog(fake: FakeNetwork): Network {
  const { absent, ...network } = fake.network
  const { fetchArticles: _none, ...rest } = absent
  return {
    ...network,
    name: 'blog',
    home: true,
    absent: rest,
    limits: () => ({ ...network.limits(), length: Number.POSITIVE_INFINITY }),
    render: (post) => [
      {
        text: `${post.article?.title ?? ''}\n${post.article?.html ?? post.text}${post.link ? `\n${post.link.url}` : ''}`,
        entities: [],
        length: 1,
        pictures: [],
      },
    ],
    fetchArticles: async (cursor) => ({
      articles: [
        {
          remoteId: `${cursor}1`,
          permalink: 'https://blog.example/lama',
          title: 'Tulisan lama',
          summary: 'Tentang kopi.',
          tags: ['kopi'],
          publishedAt: new Date('2025-01-01T00:00:00Z'),
        },
      ],
    }),
  }
}
