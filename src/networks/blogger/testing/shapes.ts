import { describedIn } from '../../testing/google.ts'

export interface Stored {
  id: string
  title: string
  content: string
  labels: string[]
  status: 'LIVE' | 'DRAFT' | 'SCHEDULED' | 'SOFT_TRASHED'
  published: Date
  updated: Date
}

export interface StoredComment {
  id: string
  post: string
  parent?: string
  text: string
  at: Date
  own: boolean
  status: 'LIVE' | 'PENDING' | 'SPAM'
}

export const blog = '8070105920543249955'

export const user = 'g10421'

const home = 'https://sari.blogspot.com'

export const scopes = ['https://www.googleapis.com/auth/blogger']

export const described = describedIn('blogger.v3.discovery.json')

export const blogResource = {
  kind: 'blogger#blog',
  id: blog,
  status: 'LIVE',
  name: 'Dapur Sari',
  description: '<b>Kopi</b> dan roti',
  published: '2026-01-01T00:00:00Z',
  updated: '2026-01-01T00:00:00Z',
  url: `${home}/`,
  locale: { language: 'id', country: 'ID', variant: '' },
}

/** Drafts have no address yet. */
export function postOf({ id, title, content, labels, status, published, updated }: Stored, bodies: boolean) {
  return {
    kind: 'blogger#post',
    id,
    status,
    blog: { id: blog },
    title,
    ...(bodies ? { content } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    ...(status === 'DRAFT' ? {} : { url: `${home}/2026/11/${id}.html` }),
    published: published.toISOString(),
    updated: updated.toISOString(),
    author: { id: user, displayName: 'Sari' },
    replies: { totalItems: '0' },
  }
}

export function commentOf({ id, post, parent, text, at, own, status }: StoredComment) {
  return {
    kind: 'blogger#comment',
    id,
    status,
    post: { id: post },
    blog: { id: blog },
    ...(parent ? { inReplyTo: { id: parent } } : {}),
    published: at.toISOString(),
    updated: at.toISOString(),
    content: text.replaceAll('\n', '<br />'),
    author: own
      ? { id: user, displayName: 'Sari', url: `https://www.blogger.com/profile/1` }
      : {
          id: '2',
          displayName: 'Budi',
          url: 'https://www.blogger.com/profile/2',
          image: { url: '//resources.blogblog.com/img/blank.gif' },
        },
  }
}
