import type { PreviewsRequest } from '../../src/http/api.ts'
import { channels, inHours, marks, me, media, permissions, previewOf, rhythms, setAside, sets } from './sample.ts'

/** What is answered where the panel asks the program; all else is a server that can't be reached just now. */
const answers: Readonly<Record<string, (body: unknown) => unknown>> = {
  '/api/me': () => me,
  '/api/channels': () => ({ channels }),
  '/api/networks/marks': () => ({ marks }),
  '/api/slots': () => ({ rhythms }),
  '/api/set-aside': () => ({ sources: setAside }),
  '/api/permissions': () => permissions,
  '/api/calendar': () => ({
    posts: [],
    repeats: [],
    articles: [],
    channels: [],
    free: [{ at: inHours(72), channelIds: [channels[0]?.id] }],
  }),
  '/api/media': () => ({ media, next: null }),
  '/api/sets': () => ({ sets }),
  '/api/previews': (body) => ({
    previews: (body as PreviewsRequest).texts.map(({ channelId, text }) => previewOf(channelId, text)),
  }),
  '/api/series/preview': () => ({ total: 4, dates: [24, 192, 360, 528].map(inHours) }),
}

/** Puts made-up answers in the place of the program, so that the components need none. */
export function answerHere(): void {
  const fetchElsewhere = window.fetch
  window.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, window.location.href)
    if (!pathname.startsWith('/api/')) return fetchElsewhere(input, init)
    const answer = answers[pathname]
    if (!answer) return new Response(null, { status: 503 })
    return Response.json(answer(typeof init?.body === 'string' ? JSON.parse(init.body) : undefined))
  }
}
