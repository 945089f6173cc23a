import { describedByGraph, refusalBody } from '../../testing/graph.ts'

/** https://developers.facebook.com/docs/graph-api/changelog/versions/ */
export const version = 'v26.0'

export const clientSecret = 'rahasia-aplikasi-0123456789'

export const code = 'kode-sekali-0123456789'

const userToken = 'token-pengguna-0123456789'

export const longToken = 'token-panjang-0123456789'

export const tokens = new Map([
  ['1001', 'token-halaman-satu-0123456789'],
  ['1002', 'token-halaman-dua-0123456789'],
])

const callback = 'https://panel.example/callback'

export const login = { clientId: 'aplikasi-1', clientSecret, code, callback, userToken, longToken }

/** The description forgets the file itself, and what an upload in pieces answers; the documentation has both. */
export const described = describedByGraph('facebook', {
  'Page/photos': ['source'],
  'Page/videos': ['video_id', 'start_offset', 'end_offset', 'upload_session_id'],
})

export interface Post {
  id: string
  message?: string
  at: string
  from: { id: string; name: string }
  photos: string[]
  video?: string
  link?: string
  /** Stands on the page, or names it elsewhere. */
  tagged?: true
}

export interface Remark {
  id: string
  post: string
  parent?: string
  message?: string
  at: string
  from: { id: string; name: string }
  hidden: boolean
  photo?: string
}

export interface Upload {
  video: string
  bytes: number
  received: Uint8Array[]
  size: number
  state: 'uploading' | 'processing' | 'ready' | 'error'
  post?: string
}

export const budi = { id: '77', name: 'Budi' }

export const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

export const refusal = (code: number, message: string, more: object = {}) =>
  JSON.stringify(refusalBody(code, message, more))
