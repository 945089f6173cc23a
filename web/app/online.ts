import { useSyncExternalStore } from 'react'

/** Calls `listener` when the line comes or goes. Answers the way to stop listening. */
export function onLine(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the device believes that it has a line. */
export function useOnline(): boolean {
  return useSyncExternalStore(onLine, () => navigator.onLine)
}
