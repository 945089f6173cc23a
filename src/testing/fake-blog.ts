import type { Network } from '../networks/network.ts'
import type { FakeNetwork } from './fake-network.ts'

/** A blog of somebody's own: its posts are the HTML that it was sent. */
export function asBlog(fake: FakeNetwork): Network {
  const { text } = fake.network
  return {
    ...fake.network,
    name: 'blog',
    text: {
      ...text,
      limits: () => ({ ...text.limits(), length: Number.POSITIVE_INFINITY }),
      render: (post) => [
        {
          text: `${post.article?.title ?? ''}\n${post.article?.html ?? post.text}${post.link ? `\n${post.link.url}` : ''}`,
          entities: [],
          length: 1,
          pictures: [],
        },
      ],
    },
    blog: {
      fetch: async (cursor) => ({
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
    },
  }
}
