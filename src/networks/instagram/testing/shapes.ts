import { describedByGraph, refusalBody } from '../../testing/graph.ts'

/** https://developers.facebook.com/docs/graph-api/changelog/versions/ */
export const version = 'v26.0'

export const clientSecret = 'rahasia-aplikasi-0123456789'

export const code = 'kode-sekali-0123456789'

export const longToken = 'token-panjang-0123456789'

export const pageToken = 'token-halaman-0123456789'

export const login = {
  clientId: 'aplikasi-1',
  clientSecret,
  code,
  callback: 'https://panel.example/callback',
  userToken: 'token-pengguna-0123456789',
  longToken,
}

export const described = describedByGraph('facebook')

export type Params = Record<string, string | Blob>

export interface Container {
  params: Params
  /** How often it is still to be asked for before it is ready. */
  asks: number
  state: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED'
  child: boolean
}

export interface Stored {
  id: string
  caption: string
  at: string
  by: string
  containers: Container[]
  type: 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM'
}

export interface Remark {
  id: string
  media: string
  parent?: string
  text: string
  at: string
  by: string
  hidden: boolean
}

export const me = {
  id: '17841400000000001',
  username: 'tokosari',
  name: 'Toko Sari',
  biography: 'Batik tulis',
  website: 'https://toko.example',
  profile_picture_url: 'https://cdn.example/sari.jpg',
}

export const when = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+0000')

export const refusal = (number: number, message: string, subcode?: number) =>
  JSON.stringify(refusalBody(number, message, subcode === undefined ? {} : { error_subcode: subcode }))
