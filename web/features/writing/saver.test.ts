import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Article } from '../../../src/http/api.ts'

const begun = {
  ...{ id: 'a', version: 1, title: 'Judul', markdown: '', summary: '', tags: [], language: 'id', slug: 'judul' },
  slugFollows: true,
} as unknown as Article

let there: Article
/** The request does not arrive, or its answer does not. */
let line: 'there' | 'cut' | 'answer-lost'

/** The server's article: a save on top of another version is refused with what lies there. */
function server(body: string): Response {
  const { base, ...fields } = JSON.parse(body) as { base: number }
  if (base !== there.version) {
    const words = { id: 'Lain', en: 'Other' }
    return Response.json({ problem: { kind: 'conflict', words, current: there } }, { status: 409 })
  }
  there = { ...there, ...fields, slug: 'judul', version: there.version + 1 }
  return Response.json(there)
}

beforeEach(() => {
  there = begun
  line = 'there'
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true, languages: ['en'] })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('location', new URL('http://localhost/writing/a'))
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined })
  vi.stubGlobal('fetch', async (path: string, { body }: RequestInit = {}) => {
    if (line === 'cut' || !path.startsWith('/api/articles/')) throw new TypeError('no line')
    const answer = server(String(body))
    if (line === 'answer-lost') throw new TypeError('no line')
    return answer
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('saves whose answers were lost are one’s own, whichever of them arrived: newer words go on top', async () => {
  const { Saver } = await import('./saver.ts')
  const saver = new Saver(begun, () => undefined)
  const save = async (title: string, next: typeof line) => {
    line = next
    saver.change({ title })
    await saver.flush()
  }
  await save('Judul satu', 'answer-lost')
  await save('Judul dua', 'cut')
  await save('Judul tiga', 'there')
  expect(saver.state.get().kind).not.toBe('conflict')
  await saver.flush()
  expect([there.title, saver.state.get().kind]).toEqual(['Judul tiga', 'saved'])
  there = { ...there, title: 'Judul Budi', version: 9 }
  await save('Judul empat', 'there')
  expect(saver.state.get()).toMatchObject({ kind: 'conflict', current: { title: 'Judul Budi' } })
  saver.close()
})
