import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPicture } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { articleFindings, createArticle } from './index.ts'

let context: TestContext
beforeAll(async () => {
  context = await testContext()
})
afterAll(() => context.close())

const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

async function findingsOf(markdown: string, picture?: { media: string; alt: string; caption: string }) {
  const words = { title: 'Kebun', markdown, ...(picture ? { picture } : {}) }
  const { id } = await createArticle(context, context.actor, words)
  return (await articleFindings(context, context.actor, id)).filter(({ check }) => check === 'missing-alt-text')
}

test('each picture that says nothing to those who can’t see it is found, where it stands', async () => {
  const markdown =
    '![Tiga petani memetik kopi](a.jpg)\n\nLihat ![](b.jpg) ini, <img src="c.jpg"> ![foto](d.jpg)\n\n![](e.mp4) `![](f.jpg)`'
  const found = await findingsOf(markdown)
  expect(found.map(({ start, end }) => markdown.slice(start, end))).toEqual([
    '![](b.jpg)',
    '<img src="c.jpg">',
    '![foto](d.jpg)',
  ])
  expect(found.map(({ message }) => message.en)).toEqual([
    expect.stringContaining('Picture 2 '),
    expect.stringContaining('Picture 3 '),
    expect.stringContaining('Picture 4 '),
  ])
})

test('the picture at the head is the first', async () => {
  const bytes = Buffer.from(dot, 'base64')
  const { id: media } = await addPicture(context, context.actor, { bytes, name: 'a.png', alt: '' })
  const said = await findingsOf('![Kebun kopi](b.jpg) ![](c.jpg)', { media, alt: '', caption: '' })
  expect(said.map(({ message }) => message.en)).toEqual([
    expect.stringContaining('Picture 1 '),
    expect.stringContaining('Picture 3 '),
  ])
  expect(await findingsOf('Isi.', { media, alt: 'Lereng Gayo', caption: '' })).toEqual([])
})
