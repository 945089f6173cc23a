import type { DraftPost } from '../../src/http/api.ts'
import { ApiProblem, ask, willPass } from '../base/api.ts'
import { freshId } from '../base/ids.ts'

/** Where a draft lies on the server. */
export interface Place {
  id: string
  version: number
}

/** How the server stands to what is written: `offline` is tried again with the next words. */
export type Saving = 'nothing' | 'saving' | 'saved' | 'offline' | 'conflict' | 'failed'

type Body = Record<string, unknown>

interface Saver {
  /** Saves these words, unless they are saved; after one another. Answers when they are, or can't be. */
  save(body: Body): Promise<Saving>
  /** Saves them over what somebody else saved meanwhile. */
  overwrite(body: Body): Promise<Saving>
  /** What somebody else saved meanwhile. */
  theirs(): Body | undefined
  /** Deletes it, once whatever is on its way is there. Nothing is saved after. */
  remove(): Promise<void>
  place(): Place | undefined
}

/** As JSON in which the order of keys says nothing: the database gives them back in its own. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

/** Of a problem `conflict`: what lies there now. */
const currentOf = (error: unknown): (Place & { body: Body }) | undefined =>
  error instanceof ApiProblem && error.kind === 'conflict' ? (error.current as Place & { body: Body }) : undefined

function put(place: Place | undefined, body: Body, key: string): Promise<DraftPost> {
  return place
    ? ask<DraftPost>(`/api/drafts/${place.id}`, { method: 'PUT', body: { base: place.version, body } })
    : ask<DraftPost>('/api/drafts', { method: 'POST', body: { body }, key })
}

/**
 * Keeps a draft on the server, one save after the other.
 * @param begin where it lies already
 * @param known what lies there
 */
export function draftSaver(
  { begin, known }: { begin?: Place | undefined; known?: Body | undefined },
  tell: (saving: Saving, place: Place | undefined) => void,
): Saver {
  let place = begin
  let saved = known === undefined ? undefined : sortedJson(known)
  let theirs: Body | undefined
  let over = false
  let running: Promise<Saving> = Promise.resolve('nothing')
  const key = freshId()
  const told = (saving: Saving): Saving => {
    tell(saving, place)
    return saving
  }
  const failed = (error: unknown, text: string): Saving => {
    const current = currentOf(error)
    if (!current) return told(willPass(error) ? 'offline' : 'failed')
    place = { id: place?.id ?? current.id, version: current.version }
    // Our own save, whose answer was lost: equal words never conflict.
    if (sortedJson(current.body) === text) {
      saved = text
      return told('saved')
    }
    theirs = current.body
    return told('conflict')
  }
  const run = async (body: Body): Promise<Saving> => {
    const text = sortedJson(body)
    if (over) return 'nothing'
    if (theirs) return told('conflict')
    if (text === saved) return told('saved')
    told('saving')
    try {
      const { id, version } = await put(place, body, key)
      place = { id, version }
      saved = text
      return told('saved')
    } catch (error) {
      return failed(error, text)
    }
  }
  const save = (body: Body) => {
    running = running.then(() => run(body))
    return running
  }
  return {
    save,
    overwrite: (body) => {
      theirs = undefined
      return save(body)
    },
    theirs: () => theirs,
    remove: async () => {
      over = true
      await running
      if (place) await ask(`/api/drafts/${place.id}`, { method: 'DELETE' })
    },
    place: () => place,
  }
}
