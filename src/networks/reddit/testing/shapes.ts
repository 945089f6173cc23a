import { fakeNow } from '../../testing/fake.ts'

export interface Stored {
  /** A fullname: `t3_…` a post, `t1_…` a comment. */
  name: string
  author: string
  at: number
  text: string
  parent?: string
  title?: string
  url?: string
  removed?: 'removed' | 'spam'
  form: Readonly<Record<string, string>>
}

export const clientId = 'AplikasiSatu'

export const clientSecret = 'geheim-reddit-0123456789'

export const agent = `web:${clientId}:v1 (by /u/sari)`

export const list = (code: string, said: string, field: string, more = {}) =>
  JSON.stringify({ json: { errors: [[code, said, field]], ...more } })

export const minutes = (count: number) => new Date(fakeNow.getTime() + count * 60_000)
