import { useCallback, useRef, useState } from 'react'

/** Which posts are chosen. `order` are those that can be, as they stand in time: a range is taken from it. */
export function useSelection(order: readonly string[]) {
  const [selecting, setSelecting] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const now = useRef(order)
  now.current = order
  const toggle = useCallback((id: string, range: boolean) => {
    setSelecting(true)
    const ids = range ? between(now.current, last.current, id) : [id]
    last.current = id
    setSelected((before) => {
      const next = new Set(before)
      const add = range || !before.has(id)
      for (const each of ids) add ? next.add(each) : next.delete(each)
      return next
    })
  }, [])
  const done = useCallback(() => {
    setSelecting(false)
    setSelected(new Set())
    last.current = undefined
  }, [])
  return { selecting, selected, toggle, begin: () => setSelecting(true), done }
}

function between(order: readonly string[], from: string | undefined, to: string): readonly string[] {
  const [start, end] = [from === undefined ? -1 : order.indexOf(from), order.indexOf(to)]
  if (start < 0 || end < 0) return [to]
  return order.slice(Math.min(start, end), Math.max(start, end) + 1)
}
