import { describedBy } from './description.ts'

export interface Stored {
  chat: number
  id: number
  at: number
  text: string
  media: 'text' | 'photo' | 'video'
  /** Whom it is by: the channel itself, its bot, or somebody. */
  author: 'channel' | 'bot' | 'budi'
  answers?: number | undefined
  /** The channel's post that it stands for in the group. */
  post?: number
  album?: string | undefined
  files: readonly File[]
  params: Readonly<Record<string, unknown>>
}

export const token = '123456789:AAgeheimer-Token_0123456789abcdefgh'

export const channel = -1_001_000_000_001

export const firstGroup = -1_001_000_000_002

export const bot = { id: 123_456_789, is_bot: true, first_name: 'Percakapan', username: 'percakapan_bot' }

export const budi = { id: 42, is_bot: false, first_name: 'Budi', username: 'budi_s' }

export const usual = {
  mayPost: true,
  mayDelete: true,
  /** Another program takes the bot's updates. */
  taken: false,
  /** The group has another number now; the old one tells it. */
  movedTo: undefined as number | undefined,
  /** For channels without a public name. */
  isPrivate: false,
}

/** A call's parameters, as JSON or as a form; files apart. */
export async function read(request: Request, method: string): Promise<Record<string, unknown>> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return { ...((await request.json()) as Record<string, unknown>), files: new Map() }
  const params: Record<string, unknown> = {}
  const files = new Map<string, File>()
  for (const [name, value] of await request.formData()) {
    if (typeof value !== 'string') files.set(name, value)
    else params[name] = describedBy.isText(method, name) ? value : JSON.parse(value)
  }
  return { ...params, files }
}

/** Entities lie inside the text, and code shares its letters with no other look. */
export function entitiesFit(given: unknown, text: string): boolean {
  const entities = (given ?? []) as { type: string; offset: number; length: number }[]
  const isCode = ({ type }: { type: string }) => type === 'code' || type === 'pre'
  return entities.every((one, at) => {
    const inside = one.length > 0 && one.offset >= 0 && one.offset + one.length <= text.length
    const beside = (other: typeof one) =>
      other.offset >= one.offset + one.length ||
      one.offset >= other.offset + other.length ||
      other.type === 'blockquote'
    return inside && (!isCode(one) || entities.every((other, place) => place === at || beside(other)))
  })
}

export const refusal = (status: number, text: string, parameters?: object) =>
  JSON.stringify({ ok: false, error_code: status, description: text, ...(parameters ? { parameters } : {}) })
