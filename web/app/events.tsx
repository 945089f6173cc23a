import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { doubt, heard } from '../base/line.ts'
import { meQuery, queryClient, refresh, waitingQuery } from '../base/queries.ts'
import { type Change, together } from '../base/topics.ts'
import { inWorkspace } from '../base/workspace.ts'
import { announce } from '../ui/toasts.tsx'

function changeOf(data: string): Change | undefined {
  try {
    const event: unknown = JSON.parse(data)
    if (typeof event !== 'object' || event === null || !('topic' in event) || typeof event.topic !== 'string') return
    const ids = 'ids' in event && Array.isArray(event.ids) ? event.ids.map(String) : undefined
    return { topic: event.topic, ids }
  } catch {
    return undefined // a heartbeat or something newer than this page: nothing to refresh
  }
}

/**
 * Listens to `GET /api/events`, asks again for what changed, and tells a screen reader when somebody wrote.
 * Changes in quick succession are asked once.
 */
export function EventStream() {
  const { t } = useTranslation()
  const tell = useRef(t)
  tell.current = t
  useEffect(() => {
    const changed: Change[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = async () => {
      timer = undefined
      const changes = together(changed.splice(0))
      const before = queryClient.getQueryData(waitingQuery.queryKey)?.waitingCount
      await Promise.all(changes.map(refresh))
      if (!changes.some(({ topic }) => topic === 'conversations')) return
      const now = queryClient.getQueryData(waitingQuery.queryKey)?.waitingCount
      if (now !== undefined && before !== undefined && now > before)
        announce(tell.current('shell.arrived', { count: now }))
    }
    const source = new EventSource(inWorkspace('/api/events'))
    source.onopen = heard
    source.onerror = () => {
      doubt()
      // Refused, and not only cut off: whether we still belong here is asked at once.
      if (source.readyState === EventSource.CLOSED) void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    }
    source.onmessage = (message: MessageEvent<string>) => {
      const change = changeOf(message.data)
      if (!change) return
      changed.push(change)
      timer ??= setTimeout(() => void settle(), 250)
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
  return null
}
