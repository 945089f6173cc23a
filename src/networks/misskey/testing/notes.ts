import type { Hono } from 'hono'
import type { Endpoints, entities } from 'misskey-js'
import { noteOf, refuse, type Stored, type World } from './world.ts'

/** As the server holds its parameters: https://misskey.io/api-doc#tag/notes/operation/notes___create */
const longest = { text: 3000, cw: 100 }
const known = new Set(['i', 'text', 'cw', 'visibility', 'visibleUserIds', 'fileIds', 'replyId'])
const points = (text: string) => [...text].length

/** Makes, shows and takes away notes, and lists them. */
export function notesAt(app: Hono, world: World): void {
  app.post('/api/notes/create', async (c) => {
    const body = (await c.req.json()) as Endpoints['notes/create']['req'] & { i: string }
    const wrong = wrongIn(body, world)
    if (wrong) return refuse(400, 'INVALID_PARAM', wrong)
    if (body.replyId && !world.notes.some(({ id }) => id === body.replyId))
      return refuse(400, 'NO_SUCH_REPLY_TARGET', 'No such reply target.')
    const stored = world.keep({
      text: body.text?.trim() || null,
      cw: body.cw ?? null,
      reply: body.replyId ?? null,
      files: body.fileIds ?? [],
      visibility: body.visibility ?? 'public',
      visibleTo: body.visibleUserIds ?? [],
    })
    return c.json({ createdNote: noteOf(world, stored) })
  })
  app.post('/api/notes/show', async (c) => {
    const found = find(world, await c.req.json())
    return found ? c.json(noteOf(world, found)) : refuse(400, 'NO_SUCH_NOTE', 'No such note.')
  })
  app.post('/api/notes/delete', async (c) => {
    const found = find(world, await c.req.json())
    if (!found) return refuse(400, 'NO_SUCH_NOTE', 'No such note.')
    world.notes.splice(world.notes.indexOf(found), 1)
    return new Response(null, { status: 204 })
  })
  app.post('/api/users/notes', async (c) => {
    const query = (await c.req.json()) as Endpoints['users/notes']['req']
    const mine = world.notes.filter(({ by, reply }) => by === query.userId && (query.withReplies || reply === null))
    return c.json(pageOf(world, mine, query))
  })
  app.post('/api/notes/mentions', async (c) => {
    const theirs = world.notes.filter(({ by }) => by !== 'u1')
    return c.json(pageOf(world, theirs, (await c.req.json()) as Endpoints['notes/mentions']['req']))
  })
  app.post('/api/notes/conversation', async (c) => {
    const above: Stored[] = []
    const byId = (wanted: string | null) => world.notes.find(({ id }) => id === wanted)
    for (let at = byId(find(world, await c.req.json())?.reply ?? null); at; at = byId(at.reply)) above.push(at)
    return c.json(above.map((stored) => noteOf(world, stored)))
  })
}

function wrongIn(body: Endpoints['notes/create']['req'], world: World): string | undefined {
  const strange = Object.keys(body).find((name) => !known.has(name))
  if (strange) return `${strange} is no parameter`
  const { text, cw, fileIds = [] } = body
  if (points(text ?? '') > (world.policy.maxNoteTextLength ?? longest.text) || text === '') return 'the text'
  if (points(cw ?? '') > longest.cw) return 'the warning'
  if (fileIds.length > 16 || fileIds.some((id) => !world.files.some((file) => file.id === id))) return 'the files'
  return text == null && fileIds.length === 0 ? 'nothing in it' : undefined
}

function find(world: World, { noteId }: { noteId?: string }): Stored | undefined {
  return world.notes.find(({ id }) => id === noteId)
}

/** Newest first, before `untilId`. */
function pageOf(world: World, all: readonly Stored[], query: { untilId?: string; limit?: number }): entities.Note[] {
  const { untilId = '\uffff', limit = 10 } = query
  if (limit > 100) throw new Error('no more than 100')
  const sorted = all.filter(({ id }) => id < untilId).toSorted((a, b) => (a.id < b.id ? 1 : -1))
  return sorted.slice(0, limit).map((stored) => noteOf(world, stored))
}
