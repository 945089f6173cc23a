/** What a server of Misskey keeps, in memory, and the shapes that it shows. Its types are those that Misskey publishes itself. */
import type { entities } from 'misskey-js'
import { fakeNow } from '../../testing/fake.ts'

export const server = 'https://misskey.example'

/** As it is kept. */
export interface Stored {
  id: string
  text: string | null
  cw: string | null
  at: Date
  by: string
  reply: string | null
  files: string[]
  visibility: entities.Note['visibility']
  visibleTo: string[]
}

export interface World {
  notes: Stored[]
  files: { id: string; mime: string; bytes: number; comment: string | null; name: string }[]
  token: string
  /** What the administrator says; missing: what the program has. */
  policy: { maxFileSizeMb?: number; maxNoteTextLength?: number }
  nextId(): string
  keep(note: Partial<Stored>): Stored
}

export function createWorld(): World {
  let count = 0
  const world: World = {
    notes: [],
    files: [],
    token: 'geheimes-token-0123456789',
    policy: {},
    // Ids grow with time: pages are asked for by them.
    nextId: () => `a${String(++count).padStart(9, '0')}`,
    keep: (note) => {
      const id = world.nextId()
      const stored: Stored = {
        id,
        text: null,
        cw: null,
        at: fakeNow,
        by: 'u1',
        reply: null,
        files: [],
        visibility: 'public',
        visibleTo: [],
        ...note,
      }
      world.notes.push(stored)
      return stored
    },
  }
  return world
}

export function userOf(id: string): entities.UserLite {
  const mine = id === 'u1'
  return {
    id,
    name: mine ? 'Sari' : 'Budi',
    username: mine ? 'sari' : 'budi',
    host: mine ? null : 'jauh.example',
    avatarUrl: `${server}/avatar/${id}.webp`,
    avatarBlurhash: null,
    avatarDecorations: [],
    emojis: {},
    onlineStatus: 'unknown',
  }
}

/** A note as it is shown. What answers something shows that, too, but not what that answers. */
export function noteOf(world: World, stored: Stored, deep = true): entities.Note {
  const parent = deep && world.notes.find(({ id }) => id === stored.reply)
  return {
    id: stored.id,
    createdAt: stored.at.toISOString(),
    text: stored.text,
    cw: stored.cw,
    userId: stored.by,
    user: userOf(stored.by),
    replyId: stored.reply,
    renoteId: null,
    ...(parent ? { reply: noteOf(world, parent, false) } : {}),
    visibility: stored.visibility,
    fileIds: stored.files,
    files: [],
    reactionAcceptance: null,
    reactionEmojis: {},
    reactions: { '❤': 2 },
    reactionCount: 2,
    renoteCount: 0,
    repliesCount: world.notes.filter(({ reply }) => reply === stored.id).length,
    ...(stored.by === 'u1' ? {} : { uri: `https://jauh.example/notes/${stored.id}` }),
  }
}

/** https://misskey-hub.net/en/docs/for-developers/api/ */
export function refusal(code: string, message: string): string {
  return JSON.stringify({ error: { message, code, id: '00000000-0000-0000-0000-000000000000', kind: 'client' } })
}

export function refuse(status: number, code: string, message: string): Response {
  return new Response(refusal(code, message), { status, headers: { 'content-type': 'application/json' } })
}
