import { describe, expect, test } from 'vitest'
import type { Context } from '../context.ts'
import { fakeClock } from '../testing/clock.ts'
import { type SuiteCase, suiteCases } from '../testing/suites.ts'
import { readFeedAt } from './feed-reader.ts'

const contextWith = (fetch: typeof globalThis.fetch) => ({ fetch, clock: fakeClock() }) as unknown as Context
const answering = (body: string) => contextWith(async () => new Response(body))

test('Atom and JSON Feed are read too; relative and odd addresses are put right or left out', async () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A &amp; B</title><id>urn:a</id><link rel="alternate" href="https://a.example/blog/"/>
    <entry><id>u:1</id><title>Satu</title><link rel="alternate" href="satu"/><published>2026-11-24T08:00:00Z</published><summary>S</summary></entry>
    <entry><id>u:2</id><title>Dua</title><link href="javascript:alert(1)"/></entry></feed>`
  const read = await readFeedAt(answering(atom), 'https://a.example/atom')
  expect(read?.title).toBe('A & B')
  expect(read?.items).toMatchObject([
    { guid: 'u:1', url: 'https://a.example/blog/satu', publishedAt: new Date('2026-11-24T08:00:00Z') },
  ])
  const json = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    items: [{ id: '1', url: '/x', content_text: 'c' }],
  }
  expect((await readFeedAt(answering(JSON.stringify(json)), 'https://j.example/feed.json'))?.items).toMatchObject([
    { guid: '1', url: 'https://j.example/x', summary: 'c' },
  ])
})

test.each(['', '<html><body>Halo</body></html>', '{"a":1}', '<rss', '\u0000\u0001'])(
  '%j is no feed, and is said so',
  async (body) => {
    await expect(readFeedAt(answering(body), 'https://a.example/')).rejects.toMatchObject({
      kind: 'wrong-input',
      field: 'url',
    })
  },
)

describe('suite xxe', () => {
  test.for(suiteCases<SuiteCase & { input: string }>('xxe.json'))('$id', async ({ input }) => {
    const asked: string[] = []
    const hostile = contextWith(async (url) => {
      asked.push(String(url))
      return new Response(input)
    })
    const spent = process.cpuUsage()
    const read = await readFeedAt(hostile, 'https://a.example/feed').catch((error: unknown) => error)
    expect(JSON.stringify(read)).not.toMatch(/root:|\[boot loader\]/)
    expect(asked.every((url) => url.startsWith('https://a.example/'))).toBe(true)
    expect(process.cpuUsage(spent).user / 1000).toBeLessThan(2000)
  })
})
