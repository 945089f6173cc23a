import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Kept = { id: string; version: number; body: Record<string, unknown> } | undefined

let kept: Kept
/** What was asked for under a key: the server does it once, and another request under it is refused. */
const underKeys = new Map<string, { body: string; answer: string }>()
/** How many of the next answers are lost on their way back. */
let lose = 0

/** The server's drafts as far as one is kept: a save on top of another version is refused with what lies there. */
function server({ method, body, headers }: RequestInit): Response {
  const asked = body ? JSON.parse(String(body)) : {}
  const key = method === 'POST' ? new Headers(headers).get('idempotency-key') : null
  const before = underKeys.get(key ?? '')
  const words = { id: 'Lain', en: 'Other' }
  if (before && before.body !== body) return Response.json({ problem: { kind: 'wrong-input', words } }, { status: 422 })
  if (before) return new Response(before.answer, { status: 201 })
  if (method === 'PUT' && kept && asked.base !== kept.version) {
    return Response.json({ problem: { kind: 'conflict', words, current: kept } }, { status: 409 })
  }
  kept = { id: 'd', version: (kept?.version ?? 0) + 1, body: asked.body }
  if (key) underKeys.set(key, { body: String(body), answer: JSON.stringify(kept) })
  return Response.json(kept)
}

beforeEach(() => {
  kept = undefined
  lose = 0
  vi.stubGlobal('navigator', { onLine: true, languages: ['en'] })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('location', new URL('http://localhost/posts/new'))
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (path === '/readyz') throw new TypeError('no line')
    const answer = server(init)
    if (lose-- > 0) throw new TypeError('the answer was lost')
    return answer
  })
})
afterEach(() => vi.unstubAllGlobals())

const saver = async (options: object = {}) => (await import('./draft-saver.ts')).draftSaver(options, () => undefined)

test('a save whose answer was lost is one’s own: newer words go on top of it', async () => {
  const draft = await saver()
  expect(await draft.save({ text: 'Satu' })).toBe('saved')
  lose = 2
  expect(await draft.save({ text: 'Satu dua' })).toBe('offline')
  expect(await draft.save({ text: 'Satu dua tiga' })).not.toBe('saved')
  lose = 0
  expect(await draft.save({ text: 'Satu dua tiga empat' })).toBe('saved')
  expect(kept?.body).toEqual({ text: 'Satu dua tiga empat' })
})

test('words of somebody else are told, and one’s own that were saved before them can take their place again', async () => {
  const draft = await saver()
  await draft.save({ text: 'Punya saya' })
  kept = { id: 'd', version: 7, body: { text: 'Punya Budi' } }
  expect(await draft.save({ text: 'Punya saya juga' })).toBe('conflict')
  expect(draft.theirs()).toEqual({ text: 'Punya Budi' })
  expect(await draft.overwrite({ text: 'Punya saya' })).toBe('saved')
  expect(kept?.body).toEqual({ text: 'Punya saya' })
})

test('a first save whose answer was lost makes one draft, and newer words go on top of it', async () => {
  const draft = await saver()
  lose = 1
  expect(await draft.save({ text: 'Satu' })).toBe('offline')
  lose = 0
  expect(await draft.save({ text: 'Satu dua' })).toBe('saved')
  expect(kept).toEqual({ id: 'd', version: 2, body: { text: 'Satu dua' } })
})

test.each([1, 2, 3])(
  'saves that nobody answered, %i of them, are known as one’s own after a reload: no conflict',
  async (lost) => {
    const before = await saver()
    await before.save({ text: '0' })
    lose = lost
    // Each arrives, and only the last can be what lies there.
    for (let at = 1; at <= lost; at++) await before.save({ text: String(at) })
    const after = await saver({ begin: before.place(), unanswered: JSON.parse(JSON.stringify(before.unanswered())) })
    lose = 0
    expect(await after.save({ text: 'Setelah dimuat ulang' })).toBe('saved')
    expect(kept?.body).toEqual({ text: 'Setelah dimuat ulang' })
    expect(after.unanswered()).toEqual({ saves: [] })
  },
)

test('a first save that nobody answered makes one draft, over a reload too', async () => {
  const before = await saver()
  lose = 2
  await before.save({ text: 'Satu' })
  await before.save({ text: 'Satu dua' })
  lose = 0
  const after = await saver({ begin: before.place(), unanswered: JSON.parse(JSON.stringify(before.unanswered())) })
  expect(await after.save({ text: 'Satu dua tiga' })).toBe('saved')
  expect(kept).toEqual({ id: 'd', version: 2, body: { text: 'Satu dua tiga' } })
})

test('what somebody else saved after it is a conflict still', async () => {
  const before = await saver()
  await before.save({ text: '0' })
  lose = 1
  await before.save({ text: '1' })
  lose = 0
  kept = { id: 'd', version: 9, body: { text: 'Punya Budi' } }
  const after = await saver({ begin: before.place(), unanswered: before.unanswered() })
  expect(await after.save({ text: '2' })).toBe('conflict')
})

test('it is told what is on its way before it is sent', async () => {
  const told: unknown[] = []
  const { draftSaver } = await import('./draft-saver.ts')
  const draft = draftSaver({ articleId: 'a' }, (saving, _place, { saves, first }) =>
    told.push([saving, saves.length, first?.body]),
  )
  await draft.save({ text: 'Satu' })
  expect(told).toEqual([
    ['saving', 1, { text: 'Satu' }],
    ['saved', 0, undefined],
  ])
})
