export interface Stored {
  id: string
  text: string
  at: string
  parent: string | null
  media: string[]
  visibility?: string
}

export const server = 'https://fedi.example'

export const token = 'geheimes-token-0123456789'

export const secret = 'geheimes-app-0123456789'

export const me = accountOf('1', 'sari')

export const budi = accountOf('2', 'budi')

function accountOf(id: string, username: string) {
  return {
    id,
    username,
    acct: username,
    url: `${server}/@${username}`,
    uri: `${server}/users/${username}`,
    display_name: username === 'sari' ? 'Sari' : 'Budi',
    note: '<p>Halo</p>',
    avatar: `${server}/a.png`,
    avatar_static: `${server}/a.png`,
    avatar_description: '',
    header: `${server}/h.png`,
    header_static: `${server}/h.png`,
    header_description: '',
    locked: false,
    fields: [],
    emojis: [],
    bot: false,
    group: false,
    discoverable: true,
    indexable: true,
    hide_collections: false,
    show_featured: true,
    show_media: true,
    show_media_replies: true,
    feature_approval: { automatic: [], manual: [], current_user: 'unknown' },
    created_at: '2026-01-01T00:00:00.000Z',
    last_status_at: '2026-11-01',
    statuses_count: 1,
    followers_count: 1,
    following_count: 1,
    roles: [],
    mute_expires_at: null,
    noindex: false,
  }
}

/** As Mastodon sets a text: paragraphs, and links with their beginning hidden. */
function toHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const linked = escaped
    .replace(
      /https?:\/\/(\S+)/g,
      (url, rest) => `<a href="${url}"><span class="invisible">https://</span><span>${rest}</span></a>`,
    )
    .replace(/@(\w+)@[\w.]+/g, '<span class="h-card"><a href="#" class="u-url mention">@<span>$1</span></a></span>')
  return `<p>${linked.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br />')}</p>`
}

/** Graphemes; a link counts 23, `@user@host` as `@user`: https://docs.joinmastodon.org/user/posting/#text */
export function countedLength(text: string): number {
  const counted = text.replace(/https?:\/\/\S+/g, '-'.repeat(23)).replace(/@(\w+)@[\w.-]+\w/g, '@$1')
  return [...new Intl.Segmenter().segment(counted)].length
}

export function statusOf(stored: Stored, account = me) {
  const url = `${server}/@${account.username}/${stored.id}`
  return {
    id: stored.id,
    uri: `${server}/users/${account.username}/statuses/${stored.id}`,
    url,
    created_at: stored.at,
    content: toHtml(stored.text),
    account,
    visibility: stored.visibility ?? 'public',
    sensitive: false,
    spoiler_text: '',
    media_attachments: stored.media.map((id) => ({
      id,
      type: 'image',
      url: `${server}/m/${id}.png`,
      preview_url: null,
      remote_url: null,
      meta: {},
      description: null,
      blurhash: null,
    })),
    mentions: [],
    tags: [],
    emojis: [],
    reblogs_count: 0,
    favourites_count: 2,
    replies_count: 0,
    quotes_count: 0,
    in_reply_to_id: stored.parent,
    in_reply_to_account_id: stored.parent === null ? null : me.id,
    reblog: null,
    poll: null,
    card: null,
    language: 'id',
    edited_at: null,
  }
}

/** A file as the server keeps it. */
export interface Media {
  id: string
  mime: string
  bytes: number
  alt: string
  /** So often is it still at work when somebody asks. */
  busy: number
}
