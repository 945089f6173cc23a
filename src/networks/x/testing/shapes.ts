import { describedByOpenApi } from '../../testing/openapi.ts'

export interface Stored {
  id: string
  text: string
  at: string
  author: string
  parent: string | undefined
  media: readonly string[]
}

export interface Media {
  pieces: Map<number, Uint8Array>
  total: number
  category: string
  alt: string
  finished: boolean
  /** How often it is still "in progress" when asked. */
  polls: number
}

export const described = describedByOpenApi('x.openapi.json')

export const clientId = 'aplikasi-1'

export const clientSecret = 'geheim-app-0123456789'

export const me = { id: '1001', name: 'Sari', username: 'sari' }

export const budi = { id: '2002', name: 'Budi', username: 'budi' }

export const people = new Map([me, budi].map((one) => [one.id, one]))

export function contentOf({ pieces }: Media): Uint8Array {
  const order = [...pieces.keys()].toSorted((a, b) => a - b)
  return Buffer.concat(order.map((number) => pieces.get(number) ?? new Uint8Array()))
}

/** Whether a request's body is a JSON object, as X wants it even where there is nothing to say. */
export async function isObject(request: Request): Promise<boolean> {
  const body: unknown = await request.json().catch(() => undefined)
  return typeof body === 'object' && body !== null
}
