import { useEffect } from 'react'
import { ask } from '../../base/api.ts'
import { createStore, useStore } from '../../base/store.ts'

/** The conversation in whose answer box there are words; `undefined`: none. */
const writtenIn = createStore<string | undefined>(undefined)

/** Notes whether there are words in a conversation's answer box, while the box is shown. */
export function useNoteWriting(conversationId: string, writing: boolean): void {
  useEffect(() => {
    writtenIn.set(writing ? conversationId : undefined)
    return () => writtenIn.set(undefined)
  }, [conversationId, writing])
}

/** So often the program hears that a conversation is open, in milliseconds: it counts for twice that. */
const every = 20_000

/**
 * Tells colleagues that a conversation is open here, and whether an answer is being written. It is a courtesy: where it can't be told,
 * nothing is said.
 */
export function useReading(conversationId: string, may: boolean): void {
  const writing = useStore(writtenIn) === conversationId
  const path = `/api/conversations/${conversationId}/reading`
  useEffect(() => {
    if (!may) return
    const tell = () => {
      if (document.visibilityState === 'visible') ask(path, { method: 'PUT', body: { writing } }).catch(() => undefined)
    }
    tell()
    const timer = setInterval(tell, every)
    return () => clearInterval(timer)
  }, [path, may, writing])
  useEffect(() => {
    if (!may) return
    // A window that is closed may not get this through, behind a service worker: then it counts until nothing is heard of it.
    const leave = () => void ask(path, { method: 'DELETE', keepalive: true }).catch(() => undefined)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [path, may])
}
