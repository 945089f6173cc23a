/** Out to a real Ghost, and in from one. */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type GhostPeer, needPeer, startGhost } from '../../peers/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { exportBlog, openZip } from './index.ts'
import { allOf, moveIn, writeBlog } from './testing/written-blog.ts'

interface Post {
  title: string
  slug: string
  status: string
  html: string
  published_at: string
  featured: boolean
  feature_image: string | null
  feature_image_alt: string | null
  custom_excerpt: string | null
  tags: { name: string }[]
  authors: { name: string }[]
}

describe.runIf(await needPeer('ghost'))('Ghost, a real one', () => {
  let peer: GhostPeer
  let here: TestContext
  let there: TestContext
  let work: string
  beforeAll(async () => {
    peer = await startGhost()
    here = await testContext()
    there = await testContext()
    work = mkdtempSync(join(tmpdir(), 'percakapan-ghost-out-'))
    await writeBlog(here)
  }, 300_000)
  afterAll(async () => {
    await peer?.stop()
    await here?.close()
    await there?.close()
    rmSync(work, { recursive: true, force: true })
  })

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${peer.url}/ghost/api/admin${path}`, { ...init, headers: peer.ownerHeaders })
    if (!answer.ok) throw new Error(`Ghost ${path}: ${answer.status} ${(await answer.text()).slice(0, 1000)}`)
    return answer
  }
  const all = async (kind: 'posts' | 'pages') =>
    ((await (await ask(`/${kind}/?formats=html&limit=100&include=tags,authors`)).json()) as Record<string, Post[]>)[
      kind
    ] ?? []

  test('takes our archive with its own importer: states, dates, labels, authors, pictures', async () => {
    const zip = openZip(here.clock.now())
    const file = join(work, 'blog.zip')
    await Promise.all([
      exportBlog(here, here.actor, 'ghost', async () => zip),
      pipeline(zip.stream, createWriteStream(file)),
    ])
    const form = new FormData()
    form.append('importfile', new Blob([await readFile(file)], { type: 'application/zip' }), 'blog.zip')
    await ask('/db/', { method: 'POST', body: form })
    // It goes on behind its answer, and makes pages last.
    const came = await vi.waitFor(
      async () => {
        const posts = new Map([...(await all('posts')), ...(await all('pages'))].map((one) => [one.slug, one]))
        if (!posts.has('panen-raya') || !posts.has('tentang')) throw new Error([...posts.keys()].join())
        return posts
      },
      { timeout: 60_000, interval: 500 },
    )
    const panen = came.get('panen-raya') as Post
    expect(panen).toMatchObject({
      ...{ title: 'Panen: hari #1 & ‘kedua’', status: 'published', featured: true },
      ...{ feature_image_alt: 'Panen raya', custom_excerpt: 'Ringkas: "dua" tanda.' },
      authors: [{ name: 'Sari Dewi' }],
    })
    expect(panen.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kopi', 'kebun raya']))
    const at = (await allOf(here)).find(({ slug }) => slug === 'panen-raya')?.at
    expect(Math.abs(new Date(panen.published_at).getTime() - (at?.getTime() ?? 0))).toBeLessThan(1000)
    expect(panen.html).toContain('<p>Pagi di lereng.</p>')
    for (const address of [panen.feature_image ?? '', /<img src="([^"]+)"/.exec(panen.html)?.[1] ?? ''])
      expect((await fetch(new URL(address, peer.url))).headers.get('content-type')).toBe('image/png')
    expect(came.get('tentang')).toMatchObject({ title: 'Tentang', status: 'published' })
    expect([...came.values()].map(({ status }) => status)).toEqual(expect.arrayContaining(['draft', 'scheduled']))
  })

  test('moves in here from its own export', async () => {
    const file = join(work, 'ghost.json')
    await pipeline((await ask('/db/')).body as never, createWriteStream(file))
    await moveIn(there, [file], peer.url, fetch)
    const [before, after] = [await allOf(here), new Map((await allOf(there)).map((one) => [one.slug, one]))]
    for (const { slug, state, tags, authors, pinned, kind, markdown } of before.filter(({ title }) => title)) {
      const one = after.get(slug)
      expect(one, slug).toMatchObject({ state, kind, pinned, ...(authors.length ? { authors } : {}) })
      expect(one?.tags.toSorted(), slug).toEqual(expect.arrayContaining(tags))
      expect(one?.markdown.replace(/\/media\/[\da-f-]{36}/g, '')).toBe(markdown.replace(/\/media\/[\da-f-]{36}/g, ''))
    }
    expect(after.get('panen-raya')?.picture?.file).toMatch(/\.png$/)
  })
})
