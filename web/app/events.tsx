import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../src/http/api.ts'
import { doubt, heard } from './line.ts'
import { queryClient, refreshRoom, todayQuery } from './queries.ts'
import { announce } from './toasts.tsx'

function roomOf(data: string): string | undefined {
  try {
    const event: unknown = JSON.parse(data)
    if (typeof event === 'object' && event !== null && 'room' in event && typeof event.room === 'string') {
      return event.room
    }
  } catch {
    return undefined // a heartbeat or something newer than this page: nothing to refresh
  }
  return undefined
}

/**
 * Listens to `GET /api/events`, asks again for what changed, and tells a screen reader when somebody wrote.
 * Rooms that change in quick succession are asked once.
 */
export function EventStream() {
  const { t } = useTranslation()
  const tell = useRef(t)
  tell.current = t
  useEffect(() => {
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = async () => {
      timer = undefined
      const rooms = [...changed]
      changed.clear()
      const before = queryClient.getQueryData<Today>(todayQuery.queryKey)?.waitingCount
      await Promise.all(rooms.map(refreshRoom))
      if (!rooms.includes('conversations')) return
      const now = await queryClient.fetchQuery({ ...todayQuery, staleTime: 5000 }).catch(() => undefined)
      if (now && before !== undefined && now.waitingCount > before) {
        announce(tell.current('shell.arrived', { count: now.waitingCount }))
      }
    }
    const source = new EventSource('/api/events')
    source.onopen = heard
    source.onerror = doubt
    source.onmessage = (message: MessageEvent<string>) => {
      const room = roomOf(message.data)
      if (!room) return
      changed.add(room)
      timer ??= setTimeout(() => void settle(), 250)
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
  return null
}
