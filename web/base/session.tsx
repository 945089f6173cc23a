import { useSuspenseQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Me } from '../../src/http/api.ts'
import { type Language, useLanguage } from './i18n.ts'
import { meQuery } from './queries.ts'
import { createStore } from './store.ts'
import { sayAgo, sayExactly, sayPlanned, sayTime } from './times.ts'

/** Who works here, and with which server. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** The set-up is on the screen, and stays until its last step is left (the server calls it done earlier). */
export const settingUp = createStore(false)

/** Says whether the person's role lets them do something here: at all, or with what somebody (`by`) has made. */
export type May = (permission: string, by?: string) => boolean

/** What the person's role lets them do here; the names are the program's own (src/team/roles.ts). */
export function useMay(): May {
  const { workspace, user } = useMe()
  return (permission, by) => {
    if (!workspace?.may.includes(permission)) return false
    return by === undefined || by === user?.id || !workspace.own.includes(permission)
  }
}

/** The person's time zone; the browser's before anybody signed in. */
export function useTimeZone(): string {
  return useMe().user?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone
}

const Minute = createContext(new Date())

/** Moves the clock on every half minute, so that “5 minutes ago” does not grow stale on an open page. */
export function ClockProvider({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return <Minute.Provider value={now}>{children}</Minute.Provider>
}

/** The clock as it is drawn. */
export function useNow(): Date {
  return useContext(Minute)
}

/** Time in the person's words. */
export function useTimes(): {
  language: Language
  timeZone: string
  time(at: string | Date): string
  ago(at: string | Date): string
  exactly(at: string | Date): string
  planned(at: string | Date): string
} {
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow()
  return useMemo(() => {
    const reader = { language, timeZone, now }
    return {
      language,
      timeZone,
      time: (at) => sayTime(at, reader),
      ago: (at) => sayAgo(at, reader),
      exactly: (at) => sayExactly(at, reader),
      planned: (at) => sayPlanned(at, reader),
    }
  }, [language, timeZone, now])
}
