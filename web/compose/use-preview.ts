import { useEffect, useState } from 'react'
import type { Preview, PreviewRequest } from '../../src/http/api.ts'
import { ask } from '../base/api.ts'

/**
 * Asks `POST /api/preview` a third of a second after the last key, and drops an answer that newer words overtook.
 * `undefined` asks nothing. `preview` stays the last one while the next is on its way (`stale`).
 */
export function usePreview(request: PreviewRequest | undefined, first?: Preview) {
  const [preview, setPreview] = useState<Preview | undefined>(first)
  const [error, setError] = useState<unknown>()
  const [answered, setAnswered] = useState('')
  const asked = request ? JSON.stringify(request) : ''
  useEffect(() => {
    if (!asked) {
      setPreview(undefined)
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const body: unknown = JSON.parse(asked)
        setPreview(await ask<Preview>('/api/preview', { method: 'POST', body, signal: abort.signal }))
        setError(undefined)
        setAnswered(asked)
      } catch (problem) {
        if (!abort.signal.aborted) setError(problem)
      }
    }, 350)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [asked])
  return { preview, error, stale: asked !== answered }
}
