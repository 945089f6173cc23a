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

const make = (body: Body, key: string) => ask<DraftPost>('/api/drafts', { method: 'POST', body: { body }, key })
const put = ({ id, version: base }: Place, body: Body) =>
  ask<DraftPost>(`/api/drafts/${id}`, { method: 'PUT', body: { base, body } })

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
  let running: Promise<Saving> = Promise.resolve('nothing')
  /** The first save, as long as it is not answered: only the same words are the same request. */
  let first: { body: Body; key: string } | undefined
  const told = (saving: Saving): Saving => {
    tell(saving, place)
    return saving
  }
  /** An own save whose answer was lost is no conflict: these words are there, or go on top of it. */
  const failed = (error: unknown, body: Body): Saving | Promise<Saving> => {
    const current = currentOf(error)
    if (!current) {
      if (!willPass(error)) first = undefined
      else if (place) unanswered.add(sortedJson(body))
      return told(willPass(error) ? 'offline' : 'failed')
    }
    place = { id: place?.id ?? current.id, version: current.version }
    const there = sortedJson(current.body)
    saved = there
    // Once each: a server that refuses without end is not asked without end.
    if (there === sortedJson(body) || unanswered.delete(there)) return run(body)
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
      if (!place) first ??= { body, key: freshId() }
      const sent = first?.body ?? body
      const { id, version } = await (place ? put(place, sent) : make(sent, first?.key ?? freshId()))
      place = { id, version }
      saved = sortedJson(sent)
      first = undefined
      unanswered.clear()
      return saved === text ? told('saved') : run(body)
    } catch (error) {
      return failed(error, body)
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
