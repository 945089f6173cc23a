import type { Connected, ConnectTerms, Credentials, Session } from '../network.ts'
import { fakeNow } from './fake.ts'

/** A picture of one red dot. */
export const pixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** The plain fetch, on a connection of its own: snac2 closes kept ones without a word. */
export const fetchOnce: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: [...new Headers(init?.headers), ['connection', 'close']] })

/** A session for tests: the plain fetch, the fakes' clock, one picture, and a list of what was to be kept. */
export function openSession(
  connected: Connected = { account: { remoteId: '', server: '', handle: '', name: '', url: '' }, credentials: {} },
  more: Partial<Session> = {},
): { session: Session; renewed: Credentials[] } {
  const renewed: Credentials[] = []
  let kept = connected.credentials
  const session: Session = {
    fetch: fetchOnce,
    signal: new AbortController().signal,
    now: () => fakeNow,
    others: new Set<string>(),
    picture: async () => pixel,
    video: async () => ({
      bytes: 3,
      mime: 'video/mp4',
      read: async (start, end) => new Uint8Array([1, 2, 3]).slice(start, end),
    }),
    spend: async () => undefined,
    renew: async (ask) => {
      kept = await ask(kept)
      renewed.push(kept)
      return kept
    },
    ...connected,
    ...more,
  }
  return { session, renewed }
}

/** What a way over a network's own page begins with; every time a new registration. */
export function connectTerms(more: Partial<ConnectTerms> = {}): ConnectTerms {
  return {
    redirectUri: 'https://panel.example/callback',
    state: 's',
    client: 'https://panel.example/clients/fake',
    name: 'Percakapan',
    website: 'https://panel.example',
    app: (_server, _scopes, { register }) => register(),
    ...more,
  }
}
