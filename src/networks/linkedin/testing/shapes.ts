export const clientSecret = 'rahasia-aplikasi-0123456789'

export const code = 'kode-sekali-0123456789'

/** https://learn.microsoft.com/en-us/linkedin/marketing/versioning */
export const version = '202605'

export const page = 'urn:li:organization:501'

export const member = 'urn:li:person:aB1'

export const budi = 'urn:li:person:bU2'

export interface Stored {
  urn: string
  author: string
  commentary: string
  at: number
  content?: Record<string, unknown>
}

export interface Remark {
  id: string
  urn: string
  post: string
  parent?: string
  actor: string
  text: string
  at: number
}

export interface Video {
  urn: string
  bytes: number
  pieces: Map<number, Uint8Array>
  status: 'WAITING_UPLOAD' | 'PROCESSING' | 'AVAILABLE' | 'PROCESSING_FAILED'
}

export const pieceBytes = 4_194_304

export const refusal = (status: number, message: string, more: object = {}) =>
  JSON.stringify({ status, message, ...more })
