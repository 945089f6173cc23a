import type { DraftPost } from '../../src/http/api.ts'
import { ApiProblem, ask, willPass } from '../base/api.ts'
import { freshId } from '../base/ids.ts'
import { fingerprint } from './fingerprint.ts'

/** Where a draft lies on the server. */
export interface Place {
  id: string
  version: number
}

/** How the server stands to what is written: `offline` is tried again with the next words. */
export type Saving = 'nothing' | 'saving' | 'saved' | 'offline' | 'conflict' | 'failed'

type Body = Record<string, unknown>

/** With what it begins. */
interface SaverOptions {
  /** Where it lies already. */
  begin?: Place | undefined
  /** What lies there. */
  known?: Body | undefined
  /** The article whose posts it holds. */
  articleId?: string | undefined
  /** What a page before this one had sent. */
  unanswered?: Unanswered | undefined
}

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
  unanswered(): Unanswered
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

/** Saves that nobody has answered yet: each may lie there, or not. They are kept over a reload, and then known again as one's own. */
export interface Unanswered {
  /** {@link fingerprint}s of what was saved. */
  saves: readonly string[]
  /** The first save of all, which makes the draft: only with its own words and key is it the same request. */
  first?: { body: Body; key: string } | undefined
}

/** Sends saves, and knows which of them nobody has answered: one of those may lie there. */
function sender(articleId: string | undefined, before: Unanswered | undefined) {
  const saves = new Set<string>(before?.saves)
  let first = before?.first
  /** A first try that nobody answered is made again with its own words. */
  const make = async ({ body, key }: NonNullable<Unanswered['first']>): Promise<Sent> => {
    try {
      const asked = { body, ...(articleId && { articleId }) }
      return { ...(await ask<DraftPost>('/api/drafts', { method: 'POST', body: asked, key })), sent: body }
    } catch (error) {
      if (!willPass(error)) first = undefined
      throw error
    }
  }
  return {
    unanswered: (): Unanswered => ({ saves: [...saves], first }),
    /** What will be sent. */
    ready: (place: Place | undefined, body: Body) => {
      if (!place) first ??= { body, key: freshId() }
      saves.add(fingerprint(sortedJson(place ? body : (first?.body ?? body))))
    },
    send: (place: Place | undefined, body: Body) =>
      place ? put(place, body) : make(first ?? { body, key: freshId() }),
    answered: () => {
      saves.clear()
      first = undefined
    },
    /** These words lie not there by it; or, asked about what does lie there, whether it was one's own. */
    forget: (body: Body) => saves.delete(fingerprint(sortedJson(body))),
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

/** Keeps a draft on the server, one save after the other. @param tell also before anything is sent: what is kept then survives a reload */
export function draftSaver(
  { begin, known, articleId, unanswered: before }: SaverOptions,
  tell: (saving: Saving, place: Place | undefined, unanswered: Unanswered) => void,
): Saver {
  let place = begin
  let saved = known === undefined ? undefined : sortedJson(known)
  let theirs: Body | undefined
  let over = false
  const next = inTurn<Saving>()
  const sends = sender(articleId, before)
  const told = (saving: Saving): Saving => {
    tell(saving, place, sends.unanswered())
    return saving
  }
  /** An own save whose answer was lost is no conflict: these words are there, or go on top of it. */
  const failed = (error: unknown, body: Body): Saving | Promise<Saving> => {
    const current = currentOf(error)
    if (current || !willPass(error)) sends.forget(body)
    if (!current) return told(willPass(error) ? 'offline' : 'failed')
    place = { id: place?.id ?? current.id, version: current.version }
    saved = sortedJson(current.body)
    // Once each: a server that refuses without end is not asked without end.
    if (saved === sortedJson(body) || sends.forget(current.body)) return run(body)
    theirs = current.body
    return told('conflict')
  }
  const run = async (body: Body): Promise<Saving> => {
    const text = sortedJson(body)
    if (over) return 'nothing'
    if (theirs) return told('conflict')
    if (text === saved) return told('saved')
    sends.ready(place, body)
    told('saving')
    try {
      const { id, version, sent } = await sends.send(place, body)
      place = { id, version }
      saved = sortedJson(sent)
      sends.answered()
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
    unanswered: sends.unanswered,
  }
}
