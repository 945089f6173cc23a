/** What the service worker does with a request: see {@link wayOf}. */
export type Way = 'shell' | 'build' | 'picture' | 'kept' | 'door' | 'none'

/** What {@link wayOf} looks at: a `Request` has it. */
export interface Asked {
  method: string
  url: string
  mode: string
}

/** Rooms whose answers may be shown again without a line. Whatever is not named here is never kept. */
const readable = /^\/api\/(me|today|brand|networks|channels|articles|deliveries|conversations)(\/|$)/

/**
 * How a request is answered:
 * `shell` the panel's page, from the network, else as it was installed ·
 * `build` a file of the build, whose name changes with its content: kept first ·
 * `picture` kept once seen (its address never gets another content) ·
 * `kept` an answer of the API: from the network, else as it was answered last ·
 * `door` somebody comes or goes: passed on, and everything that was kept is forgotten ·
 * `none` not ours: the browser does what it would do without a worker.
 */
export function wayOf({ method, url, mode }: Asked, origin: string): Way {
  const { origin: from, pathname } = new URL(url)
  if (from !== origin) return 'none'
  if (pathname.startsWith('/api/auth/')) return method === 'POST' ? 'door' : 'none'
  if (method !== 'GET') return 'none'
  if (mode === 'navigate') return /^\/panel(\/|$)/.test(pathname) ? 'shell' : 'none'
  if (pathname.startsWith('/panel/assets/')) return 'build'
  if (pathname.startsWith('/media/')) return 'picture'
  return readable.test(pathname) && !pathname.endsWith('/preview') ? 'kept' : 'none'
}
