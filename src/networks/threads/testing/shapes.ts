import { refusalBody } from '../../testing/graph.ts'

export const clientSecret = 'rahasia-aplikasi-0123456789'

export const code = 'kode-sekali-0123456789'

export const shortToken = 'token-sejam-0123456789'

export const me = {
  id: '9001',
  username: 'tokosari',
  name: 'Toko Sari',
  threads_profile_picture_url: 'https://cdn.example/sari.jpg',
  threads_biography: 'Batik tulis',
}

export type Params = Record<string, string | Blob>

export interface Container {
  params: Params
  asks: number
  state: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED'
}

export interface Stored {
  id: string
  text: string
  at: string
  by: string
  type: string
  parts: Params[]
  above?: string
  hidden: boolean
  names?: true
}

/** Characters, an emoji as many as its UTF-8 bytes: https://developers.facebook.com/docs/threads/overview#limitations */
export function countedLength(text: string): number {
  const of = (text: string) => (/\p{Emoji_Presentation}|\uFE0F/u.test(text) ? Buffer.byteLength(text) : text.length)
  return [...new Intl.Segmenter().segment(text)].reduce((length, { segment }) => length + of(segment), 0)
}

export const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

export const refusal = (number: number, message: string, subcode?: number) =>
  JSON.stringify(refusalBody(number, message, subcode === undefined ? {} : { error_subcode: subcode }))
