import { useCallback, useEffect, useState } from 'react'
import { chosenDay, inSpan, type Tapped } from './chosen.ts'
import type { DaySpan } from './days.ts'
import type { useAddress } from './use-calendar.ts'

/** Brings a day of the list into sight, as far as the page goes on below it. */
function scrollToDay(day: string): void {
  document.querySelector(`.entry-day[data-date="${day}"]`)?.scrollIntoView({ block: 'start' })
}

/** A phone's day: the one that was tapped, on which + writes. A day that the list doesn’t show becomes its first. */
export function useChosen({ date, go }: ReturnType<typeof useAddress>, span: DaySpan) {
  const [tapped, setTapped] = useState<Tapped>()
  // Once it is drawn: a free day is in the list only while it is chosen.
  useEffect(() => {
    if (tapped) scrollToDay(tapped.day)
  }, [tapped])
  const choose = useCallback(
    (day: string) => {
      if (inSpan(day, span)) setTapped({ day, date })
      else void go({ date: day })
    },
    [span, date, go],
  )
  return { chosen: chosenDay(tapped, date, span), choose }
}
