import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBrandKit } from '../brand/index.ts'
import { asSystem } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createArticle, draftLegalPages, findArticle, publishArticle, saveArticle } from './index.ts'

let context: TestContext
const kit = {
  name: 'Kopi Senja',
  handle: 'kopi',
  promise: '',
  productSite: '',
  language: 'en' as const,
  accent: '#0f766e',
  paper: '#ffffff',
  logo: null,
}

beforeEach(async () => {
  context = await testContext([])
  await saveBrandKit(context, context.actor, kit)
})
afterEach(() => context.close())

const read = (id: string) => asSystem(context.db, (tx) => findArticle(tx, id))

test('imprint and privacy are drafted with what this installation does, and never written over', async () => {
  const markdown = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ\n\n![Kopi](https://gambar.example/a.jpg)'
  const { id } = await createArticle(context, context.actor, { title: 'Film', markdown })
  await publishArticle(context, context.actor, id)
  const [imprint, privacy] = await draftLegalPages(context, context.actor)
  expect([imprint, privacy]).toMatchObject([
    { kind: 'imprint', title: 'Imprint', made: true },
    { kind: 'privacy', title: 'Privacy', made: true },
  ])
  const text = await read(privacy?.id as string)
  expect(text).toMatchObject({ kind: 'page', state: 'draft', slug: 'privacy', language: 'en' })
  for (const said of [
    '- www.youtube-nocookie.com',
    'pictures from other servers',
    'keeps no comments',
    'Readers get no cookies',
  ])
    expect(text.markdown).toContain(said)
  expect((await read(imprint?.id as string)).markdown).toContain('**Kopi Senja**')

  await saveArticle(context, context.actor, text.id, text.version, { ...text, markdown: 'Mine.' })
  expect((await draftLegalPages(context, context.actor)).map(({ made }) => made)).toEqual([false, false])
  expect((await read(text.id)).markdown).toBe('Mine.')
})

test('what is not there is not said to be', async () => {
  await saveBrandKit(context, context.actor, { ...kit, language: 'id' })
  const [, privacy] = await draftLegalPages(context, context.actor)
  const { markdown } = await read(privacy?.id as string)
  expect(markdown).toContain('tidak ada artikel yang menampilkan isi dari situs lain')
  expect(markdown).not.toContain('server lain. Saat halamannya')
  expect(markdown).not.toMatch(/\{\w+\}/)
})
