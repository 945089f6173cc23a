export interface Stored {
  id: number
  slug: string
  title: string
  content: string
  excerpt: string
  tags: number[]
  featured: number
  status: string
  at: Date
}

export interface StoredComment {
  id: number
  post: number
  parent: number
  author: number
  text: string
  at: Date
  status: 'approved' | 'hold' | 'spam' | 'trash'
}

export const server = 'https://blog.example'

export const password = 'abcd EFGH 1234 ijkl MNOP 5678'

export const basic = Buffer.from(`sari:${password}`).toString('base64')
