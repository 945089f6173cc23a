import { expect, test } from 'vitest'
import { parseFeedText } from '../../automation/feed/items.ts'
import { readFeedAt } from '../../automation/feed/reader.ts'
import { renderMarkdown } from '../../blog/markdown/index.ts'
import * as render from '../../blog/markdown/render.ts'
import type { Context } from '../../context.ts'
import { fakeClock } from '../../testing/clock.ts'
import { readMarkdown } from '../text/markdown.ts'
import { readMarkdownAside } from '../text/read-markdown.ts'
import { TimeUp, threaded, threadedWithin } from './pool.ts'
import type * as Trials from './testing/trials.ts'

const trials = new URL('./testing/trials.ts', import.meta.url)

/** Processor time of this thread that some work takes, in ms. */
async function ownTime(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

const article = '> '.repeat(200).concat('\n\n').repeat(40)
const post = '[a](http://a.example/) *b* '.repeat(1500)
const words = '&lt;b&gt;satu&lt;/b&gt; dua '.repeat(700)
const item = `<item><title>a</title><link>https://a.example/</link><description>${words}</description></item>`
const feed = `<rss version="2.0"><channel><title>A</title>${item.repeat(100)}</channel></rss>`
const clock = fakeClock()
const context = { fetch: async () => new Response(feed), clock } as unknown as Context

test.each([
  ['an article', () => renderMarkdown(article), () => render.renderMarkdown(article)],
  ['a post', () => readMarkdownAside(post), () => readMarkdown(post)],
  [
    'a feed',
    () => readFeedAt(context, 'https://a.example/feed'),
    () => parseFeedText(feed, 'https://a.example/feed', clock.now()),
  ],
])('%s is worked on beside the thread that serves', async (_, aside, here) => {
  await aside()
  await here()
  expect(await ownTime(aside)).toBeLessThan((await ownTime(here)) / 2)
})

test('a problem comes back as one, an error as one', async () => {
  await expect(threaded<typeof Trials.refuse>(trials, 'refuse', 'x')('a')).rejects.toMatchObject({
    name: 'Problem',
    kind: 'wrong-input',
    field: 'there',
    words: { id: 'Tidak: a', en: 'No: a' },
  })
  await expect(threaded<typeof Trials.fail>(trials, 'fail', 'x')()).rejects.toThrow('broken')
})

test('what takes too much memory is stopped and told; the next one is served', async () => {
  await expect(threaded<typeof Trials.fill>(trials, 'fill', 'text')()).rejects.toMatchObject({
    kind: 'wrong-input',
    field: 'text',
    words: { en: expect.stringContaining('memory'), id: expect.stringContaining('memori') },
  })
  expect(await renderMarkdown('*a*')).toBe('<p><em>a</em></p>')
})

test('texts side by side come back each to its own', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => `kata ${at}`)
  const made = await Promise.all(texts.map((text) => renderMarkdown(text)))
  expect(made).toEqual(texts.map((text) => `<p>${text}</p>`))
})

test('work that never ends is ended with its thread, and the next one has another', async () => {
  const forever = threadedWithin<typeof Trials.forever>(trials, 'forever', 'x', 300)
  const both = await Promise.allSettled([forever(), forever(), forever()])
  expect(both.map((one) => one.status === 'rejected' && one.reason instanceof TimeUp)).toEqual([true, true, true])
  await expect(threadedWithin<typeof Trials.refuse>(trials, 'refuse', 'x', 60_000)('a')).rejects.toMatchObject({
    kind: 'wrong-input',
  })
})
