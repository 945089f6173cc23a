import { useCallback, useEffect, useRef, useState } from 'react'

const PREFIX = 'percakapan:'

/** What was kept on this device under `key`; `undefined` when nothing (readable) is there. */
export function readKept<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

/** Keeps `value` on this device; `undefined` forgets it. Answers whether it worked (private windows may refuse). */
export function writeKept(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** All kept keys that begin with `prefix`. */
export function keptKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + prefix))
      .map((key) => key.slice(PREFIX.length))
  } catch {
    return []
  }
}

/** State that survives a reload: for words somebody typed and has not sent yet. The last member forgets it. */
export function useKept<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => readKept<T>(key) ?? initial)
  const shown = useRef(key)
  useEffect(() => {
    if (shown.current === key) return
    shown.current = key
    setValue(readKept<T>(key) ?? initial)
  }, [key, initial])
  const change = useCallback(
    (next: T) => {
      setValue(next)
      writeKept(key, next)
    },
    [key],
  )
  const forget = useCallback(() => {
    writeKept(key, undefined)
    setValue(initial)
  }, [key, initial])
  return [value, change, forget]
}
