import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { readKept, writeKept } from '../base/kept.ts'
import { draftSaver, type Place, type Saving, type Unanswered } from './draft-saver.ts'
import { readStored, type StoredPost, storedBody } from './stored.ts'
import * as versions from './versions.ts'

/** What the device keeps: the words, where they lie on the server, and whether the server has not got them yet. */
interface Kept {
  written: unknown
  at?: unknown
  place?: Place
  unsaved?: boolean
  unanswered?: Unanswered
}

/** Of an older panel: a text for each channel, by its id. */
function readHere(key: string) {
  const kept = readKept<Kept>(key)
  if (typeof kept !== 'object' || kept === null) return undefined
  const { place, unsaved = true, unanswered, ...body } = kept
  return { post: readStored('written' in kept ? body : { channels: kept }), place, unsaved, unanswered }
}

/** What a post begins with. */
export interface Beginning {
  /** Under which it is kept on this device; `undefined`: only while it is open. */
  key: string | undefined
  /** What stands there before anybody typed. */
  start: StoredPost
  /** The draft on the server that it is. */
  place?: Place | undefined
  /** The article whose posts are written. */
  articleId?: string | undefined
  /** Kept on this device alone. */
  onlyHere?: boolean
}

/** What is on the device wins, unless the server has newer words and the device none of its own. */
function begin({ key, start, place }: Beginning) {
  const here = key === undefined ? undefined : readHere(key)
  if (!here || (place && !here.unsaved))
    return { post: start, place, known: place ? start : undefined, unanswered: undefined }
  const { post, unanswered } = here
  // Typed on top of an older version, or of none: saving it will say so.
  const base = unanswered?.first ? undefined : place && { id: place.id, version: 0 }
  return { post, place: here.place ?? base, known: undefined, unanswered }
}

const quietFor = 1200
/** The oldest are forgotten then: nobody goes on ignoring for ever. */
const mostIgnored = 100

const keep = (key: string | undefined, kept: object | undefined) => key === undefined || writeKept(key, kept)

/**
 * A post while it is written: kept on the device with every change, and on the server a second after the last one. Every function of
 * the answer stays the same while the page lives.
 */
export function usePost(beginning: Beginning) {
  const { key, articleId } = beginning
  const [first] = useState(() => begin(beginning))
  const [post, setPost] = useState(first.post)
  const [saving, setSaving] = useState<Saving>(first.known ? 'saved' : 'nothing')
  const [draftId, setDraftId] = useState(first.place?.id)
  const now = useRef({ post: first.post, over: false })
  const saver = useMemo(
    () =>
      draftSaver(
        { begin: first.place, known: first.known && storedBody(first.known), articleId, unanswered: first.unanswered },
        (state, place, unanswered) => {
          setSaving(state)
          setDraftId(place?.id)
          const body = storedBody(now.current.post)
          if (!now.current.over) keep(key, { ...body, place, unsaved: state !== 'saved', unanswered })
        },
      ),
    [key, first, articleId],
  )
  const put = useCallback(
    (next: StoredPost) => {
      if (next === now.current.post) return
      now.current.post = next
      keep(key, { ...storedBody(next), place: saver.place(), unsaved: true, unanswered: saver.unanswered() })
      setPost(next)
    },
    [key, saver],
  )
  const acts = useMemo(() => actsOn(now.current, put), [put])
  const save = useCallback(async (): Promise<Saving> => {
    const nothing = versions.isNothing(now.current.post.written) && saver.place() === undefined
    return nothing ? 'nothing' : saver.save(storedBody(now.current.post))
  }, [saver])
  const end = useCallback(() => {
    now.current.over = true
    keep(key, undefined)
    return saver.remove()
  }, [key, saver])
  useSaving(post, first.post, now.current, save, beginning.onlyHere ? undefined : key)
  const conflict = useMemo(
    () => ({
      keepMine: () => void saver.overwrite(storedBody(now.current.post)),
      takeTheirs: () => {
        put(readStored(saver.theirs()))
        void saver.overwrite(storedBody(now.current.post))
      },
    }),
    [saver, put],
  )
  return { post, saving, draftId, save, end, conflict, ...acts }
}

/**
 * Saves a while after the last change, and what is left when the page is. Left and saved, it is a draft like any other.
 * @param key `undefined`: nothing of it goes to the server
 */
function useSaving(
  post: StoredPost,
  first: StoredPost,
  now: { post: StoredPost; over: boolean },
  save: () => Promise<Saving>,
  key: string | undefined,
): void {
  const touched = useRef(false)
  if (post !== first) touched.current = true
  useEffect(() => {
    if (!touched.current || post !== now.post || key === undefined) return
    const timer = setTimeout(() => void save(), quietFor)
    return () => clearTimeout(timer)
  }, [post, now, save, key])
  useEffect(
    () => () => {
      if (key === undefined || now.over || (!touched.current && readKept(key) === undefined)) return
      void save().then((state) => {
        if (state === 'saved' || state === 'nothing') writeKept(key, undefined)
      })
    },
    [now, save, key],
  )
}

/** What can be done to it. */
function actsOn(now: { readonly post: StoredPost }, put: (next: StoredPost) => void) {
  const write = (written: versions.Written) => {
    if (written !== now.post.written) put({ ...now.post, written })
  }
  return {
    /** Writes in a channel's version; `undefined`: in the main one. */
    change: (channelId: string | undefined, change: Partial<versions.Version>) =>
      write(versions.changed(now.post.written, channelId, change)),
    /** Answers how to take it back. */
    follow: (channelId: string): (() => void) => {
      const had = now.post.written.own[channelId]
      write(versions.followed(now.post.written, channelId))
      return () => write(versions.aloneAgain(now.post.written, channelId, had))
    },
    toggle: (channelId: string, on: boolean) => write(versions.switched(now.post.written, channelId, on)),
    choose: (on: readonly string[]) => write({ ...now.post.written, on }),
    setOption: (channelId: string, name: string, value: string) =>
      write(versions.withOption(now.post.written, channelId, name, value)),
    setAt: (at: string | undefined) => put({ ...now.post, at }),
    /** Notes about these subjects are shown no longer. Answers how to take it back. */
    ignore: (subjects: readonly string[]): (() => void) => {
      put({ ...now.post, ignored: [...new Set([...(now.post.ignored ?? []), ...subjects])].slice(-mostIgnored) })
      return () => put({ ...now.post, ignored: now.post.ignored?.filter((one) => !subjects.includes(one)) })
    },
    /** Notes about these subjects are shown again. */
    heed: (subjects: readonly string[]) =>
      put({ ...now.post, ignored: now.post.ignored?.filter((one) => !subjects.includes(one)) }),
    /** What is written at this instant. */
    read: () => now.post,
  }
}
