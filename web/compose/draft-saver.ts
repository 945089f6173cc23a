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

/** What lies on the server after a save: maybe not yet what was asked for. */
type Sent = DraftPost & { sent: Body }

async function put({ id, version: base }: Place, body: Body): Promise<Sent> {
  return { ...(await ask<DraftPost>(`/api/drafts/${id}`, { method: 'PUT', body: { base, body } })), sent: body }
}

/** Makes a draft once: a try that nobody answered is made again with its own words, as only that is the same request. */
function maker(): (body: Body) => Promise<Sent> {
  let first: { body: Body; key: string } | undefined
  return async (wanted) => {
    first ??= { body: wanted, key: freshId() }
    const { body, key } = first
    try {
      return { ...(await ask<DraftPost>('/api/drafts', { method: 'POST', body: { body }, key })), sent: body }
    } catch (error) {
      if (!willPass(error)) first = undefined
      throw error
    }
  }
}

/** Does one thing after the other. */
function inTurn<T>(): (work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
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
  /** Saves that were not answered: one of them may lie there. */
  const unanswered = new Set<string>()
  let over = false
  const next = inTurn<Saving>()
  const make = maker()
  const told = (saving: Saving): Saving => {
    tell(saving, place)
    return saving
  }
  /** An own save whose answer was lost is no conflict: these words are there, or go on top of it. */
  const failed = (error: unknown, body: Body): Saving | Promise<Saving> => {
    const current = currentOf(error)
    if (!current && willPass(error)) unanswered.add(sortedJson(body))
    if (!current) return told(willPass(error) ? 'offline' : 'failed')
    place = { id: place?.id ?? current.id, version: current.version }
    saved = sortedJson(current.body)
    // Once each: a server that refuses without end is not asked without end.
    if (saved === sortedJson(body) || unanswered.delete(saved)) return run(body)
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
      const { id, version, sent } = await (place ? put(place, body) : make(body))
      place = { id, version }
      saved = sortedJson(sent)
      unanswered.clear()
      return saved === text ? told('saved') : run(body)
    } catch (error) {
      return failed(error, body)
    }
  }
  const save = (body: Body) => next(() => run(body))
  return {
    save,
    overwrite: (body) => {
      theirs = undefined
      return save(body)
    },
    theirs: () => theirs,
    remove: async () => {
      over = true
      await next(async () => 'nothing')
      if (place) await ask(`/api/drafts/${place.id}`, { method: 'DELETE' })
    },
    place: () => place,
  }
}
