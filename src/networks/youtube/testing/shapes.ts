import { describedIn, refused } from '../../testing/google.ts'

export interface Snippet {
  title: string
  description: string
  tags?: string[]
  categoryId?: string
  defaultLanguage?: string
  defaultAudioLanguage?: string
}

export interface StoredVideo {
  id: string
  snippet: Snippet
  status: Record<string, unknown>
  at: Date
  /** SHA-256 of its bytes. */
  hash: string
  bytes: number
  thumbnail?: { bytes: number; mime: string }
}

export interface UploadSession {
  body: { snippet: Snippet; status: Record<string, unknown> }
  total: number
  pieces: Uint8Array[]
  arrived: number
  video?: StoredVideo
}

export interface StoredComment {
  id: string
  video: string
  thread: string
  text: string
  at: Date
  own: boolean
  status: string
}

export const channel = 'UCsari0123456789'

export const scopes = ['https://www.googleapis.com/auth/youtube.force-ssl']

export const unit = 256 * 1024

export const described = describedIn('youtube.v3.discovery.json')

export const videoOf = ({ id, snippet, status, at }: StoredVideo) => ({
  kind: 'youtube#video',
  etag: 'e',
  id,
  snippet: { ...snippet, publishedAt: at.toISOString(), channelId: channel, channelTitle: 'Sari' },
  status: { ...status, uploadStatus: status.uploadStatus ?? 'uploaded' },
})

export const statisticsOf = ({ id }: StoredVideo) => ({
  kind: 'youtube#video',
  etag: 'e',
  id,
  statistics: { viewCount: '120', likeCount: '2', favoriteCount: '0', commentCount: '1' },
})

export const commentOf = ({ id, thread, video, text, at, own }: StoredComment) => ({
  kind: 'youtube#comment',
  etag: 'e',
  id,
  snippet: {
    authorDisplayName: own ? '@sari' : 'Budi',
    authorProfileImageUrl: 'https://yt3.ggpht.com/a',
    authorChannelUrl: `http://www.youtube.com/${own ? '@sari' : '@budi'}`,
    authorChannelId: { value: own ? channel : 'UCbudi0123456789' },
    channelId: channel,
    videoId: video,
    textDisplay: text,
    ...(own ? { textOriginal: text } : {}),
    ...(id === thread ? {} : { parentId: thread }),
    canRate: true,
    viewerRating: 'none',
    likeCount: 0,
    publishedAt: at.toISOString(),
    updatedAt: at.toISOString(),
  },
})

export const channelResource = {
  kind: 'youtube#channel',
  etag: 'e',
  id: channel,
  snippet: {
    title: 'Sari',
    description: 'Kopi dan roti',
    customUrl: '@sari',
    publishedAt: '2026-01-01T00:00:00Z',
    thumbnails: { default: { url: 'https://yt3.ggpht.com/kecil', width: 88, height: 88 } },
  },
  contentDetails: { relatedPlaylists: { likes: '', uploads: 'UUsari0123456789' } },
  status: { privacyStatus: 'public', isLinked: true, longUploadsStatus: 'allowed' },
}

/** https://developers.google.com/youtube/v3/docs/videos/insert#errors */
export function refusalOf({ title, description, tags = [] }: Snippet): Response | undefined {
  if (!title || [...title].length > 100 || /[<>]/.test(title))
    return refused(400, 'invalidTitle', 'The request metadata specifies an invalid or empty video title.')
  if (Buffer.byteLength(description) > 5000 || /[<>]/.test(description))
    return refused(400, 'invalidDescription', 'The request metadata specifies an invalid video description.')
  const counted = tags.map((tag) => (tag.includes(' ') ? `"${tag}"` : tag)).join(',')
  if ([...counted].length > 500)
    return refused(400, 'invalidTags', 'The request metadata specifies invalid video keywords.')
  return undefined
}
