import { describedBy } from './description.ts'
import type { Media, Stored } from './shapes.ts'

/** What the server keeps, and how it says things. */
export function createWorld() {
  const world = {
    registrations: 0,
    count: 100,
    verifier: '',
    listsAll: true,
    revoked: false,
  }

  const statuses: Stored[] = []
  const answers: { stored: Stored; notification: object }[] = []
  const keys = new Map<string, string>()
  const apps = new Set<string>()
  const media: Media[] = []
  const keep = (text: string, at: Date, parent: string | null = null, media: string[] = []): Stored => {
    const stored = { id: String(++world.count), text, at: at.toISOString(), parent, media }
    statuses.push(stored)
    return stored
  }
  const say = (path: string, method: string, body: unknown, status = 200) => {
    describedBy.answer(path, method, status, body)
    return Response.json(body, { status })
  }
  return Object.assign(world, { statuses, answers, keys, apps, media, keep, say })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
