import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PageAnswer, type PagedMeta, renew } from './renew.ts'

interface Row {
  id: string
  /** What the list is ordered by; the largest first. */
  at: number
  words: string
}
interface Answer extends PageAnswer {
  rows: Row[]
}

const size = 3

/** A server with one list in pages by key, and what it was asked. */
function openServer(rows: Row[]) {
  const asked: string[] = []
  const keyOf = ({ at, id }: Row) => `${String(at).padStart(6, '0')} ${id}`
  const page = async (cursor: string): Promise<Answer> => {
    asked.push(cursor)
    const after = [...rows]
      .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
      .filter((row) => cursor === '' || keyOf(row) < cursor)
    const shown = after.slice(0, size).map((row) => ({ ...row }))
    const last = shown.at(-1)
    return { rows: shown, next: after.length > size && last ? keyOf(last) : null }
  }
  return { rows, asked, page }
}

const idsIn = ({ rows }: Answer) => rows.map(({ id }) => id)
const meta = (page: (cursor: string) => Promise<Answer>) =>
  ({
    askPage: page,
    idsIn: (answer: PageAnswer) => idsIn(answer as Answer),
    carry: (answer: PageAnswer, from: PageAnswer, ids: ReadonlySet<string>) => ({
      ...answer,
      rows: [...(answer as Answer).rows, ...(from as Answer).rows.filter(({ id }) => ids.has(id))],
    }),
  }) satisfies PagedMeta

/** The list on a screen, with so many of its pages. */
async function openList(server: ReturnType<typeof openServer>, pages: number) {
  const client = new QueryClient()
  const queryKey = ['rows', 'list']
  const observer = new InfiniteQueryObserver(client, {
    queryKey,
    queryFn: ({ pageParam }) => server.page(pageParam),
    initialPageParam: '',
    getNextPageParam: (last: Answer) => last.next ?? undefined,
    meta: meta(server.page),
    select: ({ pages: all }) => [...new Map(all.flatMap(({ rows }) => rows.map((row) => [row.id, row]))).values()],
  })
  const close = observer.subscribe(() => undefined)
  await observer.refetch()
  for (let page = 1; page < pages; page += 1) await observer.fetchNextPage()
  server.asked.length = 0
  return { client, observer, close, shown: () => observer.getCurrentResult().data ?? [] }
}

const rowsUpTo = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}`, at: (count - at) * 10, words: 'old' }))

async function openTwelve(pages = 4) {
  const server = openServer(rowsUpTo(12))
  return { server, ...(await openList(server, pages)) }
}

describe('a list on the screen, after a word of the bus', () => {
  it('is asked for the page that a changed row stands in, and for no other', async () => {
    const { server, client, shown, close } = await openTwelve()
    ;(server.rows[4] as Row).words = 'new'
    await renew(client, ['rows', 'list'], ['r4'])
    expect(server.asked).toHaveLength(1)
    expect(shown()[4]).toMatchObject({ id: 'r4', words: 'new' })
    expect(shown()).toHaveLength(12)
    close()
  })

  it('shows a row that came to its beginning, and loses none over the end of a page', async () => {
    const { server, client, shown, close } = await openTwelve()
    server.rows.push({ id: 'fresh', at: 999, words: 'new' })
    await renew(client, ['rows', 'list'], ['fresh'])
    expect(server.asked).toEqual([''])
    expect(shown().map(({ id }) => id)).toEqual(['fresh', ...rowsUpTo(12).map(({ id }) => id)])
    close()
  })

  it('is asked whole where its pages don’t tell where a row has gone', async () => {
    const { server, client, shown, close } = await openTwelve()
    server.rows.splice(7, 1)
    await renew(client, ['rows', 'list'], ['r7'])
    expect(server.asked.length).toBeGreaterThanOrEqual(4)
    expect(shown().map(({ id }) => id)).not.toContain('r7')
    close()
  })

  it('is not asked while nobody looks, and anew as soon as somebody does', async () => {
    const { server, client, close, observer } = await openTwelve()
    close()
    await renew(client, ['rows', 'list'], ['r4'])
    expect(server.asked).toEqual([])
    observer.subscribe(() => undefined)
    await expect.poll(() => server.asked.length).toBe(4)
    observer.destroy()
  })

  it('is never left with the older of two answers', async () => {
    const { server, client, shown, close, observer } = await openTwelve()
    const late = Promise.withResolvers<void>()
    const [query] = client.getQueryCache().findAll({ queryKey: ['rows', 'list'] })
    Object.assign(query?.meta ?? {}, {
      askPage: async (cursor: string) => {
        const answer = await server.page(cursor)
        await late.promise
        return answer
      },
    })
    ;(server.rows[4] as Row).words = 'new'
    const renewing = renew(client, ['rows', 'list'], ['r4'])
    await expect.poll(() => server.asked.length).toBe(1)
    ;(server.rows[4] as Row).words = 'newer'
    await observer.refetch()
    late.resolve()
    await renewing
    expect(shown()[4]).toMatchObject({ words: 'newer' })
    close()
  })

  it('is what the server would answer, whatever changed and was named', async () => {
    const change = fc.record({
      at: fc.nat({ max: 140 }),
      row: fc.nat({ max: 14 }),
      what: fc.constantFrom('words', 'move', 'remove', 'add'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (changes, pages) => {
          const { server, client, shown, close } = await openTwelve(pages)
          const named = changes.map((one, step) => apply(server.rows, one, step))
          await renew(client, ['rows', 'list'], named)
          const cost = server.asked.length
          const was = shown()
          const whole = await openList(server, pages)
          // Rows that stay behind a page's own make it longer than the server's: its beginning is the server's, in its order.
          expect(was.slice(0, whole.shown().length)).toEqual(whole.shown().slice(0, was.length))
          expect(cost).toBeLessThanOrEqual(2 * pages + 1)
          close()
          whole.close()
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** @returns the id that the bus would name */
function apply(rows: Row[], { what, row, at }: { what: string; row: number; at: number }, step: number): string {
  const one = rows[row]
  if (what === 'add' || !one) {
    rows.push({ id: `n${step}`, at, words: 'new' })
    return `n${step}`
  }
  if (what === 'remove') rows.splice(row, 1)
  else if (what === 'move') one.at = at
  else one.words = `changed ${step}`
  return one.id
}
