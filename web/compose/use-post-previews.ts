import { startTransition, useEffect, useRef, useState } from 'react'
import type { Preview, PreviewsRequest } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'

type Texts = PreviewsRequest['texts']

/** What a post is about: the article or the proposal that it leads to, whom it answers, the delivery whose words it replaces. */
export type PostAbout = Omit<PreviewsRequest, 'texts'>

/** What the server makes of a post, and what of that was overtaken by newer words. */
export interface PostPreviews {
  /** By channel: the last answer, also while the next is on its way. */
  byChannel: ReadonlyMap<string, Preview>
  /** Channels whose words changed since. */
  stale: ReadonlySet<string>
  error: unknown
  /** Asks again. */
  retry(): void
}

interface Answered {
  byChannel: ReadonlyMap<string, Preview>
  /** What each answer was about. */
  about: ReadonlyMap<string, string>
}

const nothing: Answered = { byChannel: new Map(), about: new Map() }
const quietFor = 350

/** An answer that says the same is the same one, so that nothing is drawn anew for it. */
function joined(before: Answered, previews: readonly Preview[], texts: Texts): Answered {
  const entries = previews.map((preview) => {
    const old = before.byChannel.get(preview.channelId)
    return [preview.channelId, old && JSON.stringify(old) === JSON.stringify(preview) ? old : preview] as const
  })
  return {
    byChannel: new Map(entries),
    about: new Map(texts.map((text) => [text.channelId, JSON.stringify(text)])),
  }
}

/**
 * Asks `POST /api/previews` a third of a second after the last key, for all channels at once, and drops an answer that newer words
 * overtook. Nothing is asked for channels without words.
 */
export function usePostPreviews(texts: Texts, about: PostAbout = {}): PostPreviews {
  const [answered, setAnswered] = useState(nothing)
  const [error, setError] = useState<unknown>()
  const [tries, setTries] = useState(0)
  const asked = texts.length === 0 ? '' : JSON.stringify({ texts, ...about })
  const last = useRef('')
  useEffect(() => {
    if (asked === '') {
      setAnswered(nothing)
      return
    }
    const abort = new AbortController()
    const look = async () => {
      try {
        const body = JSON.parse(asked) as PreviewsRequest
        const { previews } = await ask<{ previews: Preview[] }>('/api/previews', {
          method: 'POST',
          body,
          signal: abort.signal,
        })
        // Many previews at once: drawn in pieces, so that the next key waits for none of them.
        startTransition(() => {
          setAnswered((before) => joined(before, previews, body.texts))
          setError(undefined)
        })
      } catch (problem) {
        if (!abort.signal.aborted) setError(problem)
      }
    }
    // What one opens with is shown at once.
    const timer = setTimeout(look, last.current === '' && tries === 0 ? 0 : quietFor)
    last.current = asked
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [asked, tries])
  const stale = new Set(
    texts
      .filter((text) => answered.about.get(text.channelId) !== JSON.stringify(text))
      .map(({ channelId }) => channelId),
  )
  return { byChannel: answered.byChannel, stale, error, retry: () => setTries((count) => count + 1) }
}
