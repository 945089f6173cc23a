import { afterAll, beforeAll, expect, test } from 'vitest'
import { createArticle, openReader, publishArticle, unpublishArticle } from '../blog/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type DesignChoice, readDesign, saveDesign, themes } from './index.ts'

let context: TestContext
const usual: DesignChoice = { theme: 'journal', menu: null, footer: { words: '', links: [] }, head: '', icon: null }

beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
})
afterAll(() => context.close())

test('another theme is seen at once on every page, and no article is laid out anew', async () => {
  const { id } = await createArticle(context, context.actor, { title: 'Kopi', markdown: 'Isi **tebal**.' })
  await publishArticle(context, context.actor, id)
  const reader = openReader(context)
  const laidOut = () =>
    asSystem(context.db, (tx) => tx.selectFrom('article_page').select(['html', 'renderer']).executeTakeFirstOrThrow())
  const style = async (path: string) =>
    /href="(\/style-[\w-]+\.css)"/.exec((await reader.answer(path)).body.toString())?.[1] as string
  try {
    const before = await laidOut()
    const seen = new Set<string>()
    for (const { id: theme } of themes) {
      await saveDesign(context, context.actor, { ...usual, theme })
      const [last] = seen
      await expect.poll(() => style('/kopi')).not.toBe(last)
      const path = await style('/kopi')
      seen.add(path)
      expect((await reader.answer(path)).status).toBe(200)
      expect((await reader.answer('/kopi')).body.toString()).toContain('<p>Isi <strong>tebal</strong>.</p>')
    }
    expect(seen.size).toBe(themes.length)
    expect(await laidOut()).toEqual(before)
  } finally {
    reader.close()
  }
})

test('the menu leads to pages by the names that they have now, and to none that was taken back', async () => {
  const { id } = await createArticle(context, context.actor, { title: 'Tentang', kind: 'page', markdown: 'Kami.' })
  await publishArticle(context, context.actor, id)
  const menu = [
    { kind: 'page', id, label: '' },
    { kind: 'tag', tag: 'kopi & teh', label: '' },
    { kind: 'link', url: 'https://toko.example/a?b=1&c=2', label: 'Toko' },
    { kind: 'product', label: '' },
    { kind: 'archive', label: 'Semua' },
  ] as const
  const head = '<meta name="google-site-verification" content="abc">'
  const footer = { words: 'Ditulis di Gayo.', links: [{ kind: 'page', id, label: 'Siapa kami' }] as const }
  await saveDesign(context, context.actor, { ...usual, menu, footer, head })
  const reader = openReader(context)
  const read = async () => (await reader.answer('/archive')).body.toString()
  const links = async () =>
    [...(/<nav [\s\S]*?<\/nav>/.exec(await read())?.[0] ?? '').matchAll(/href="([^"]*)"[^>]*>([^<]*)/g)].map(
      ([, a, b]) => [a, b],
    )
  try {
    expect(await links()).toEqual([
      ['/tentang', 'Tentang'],
      ['/tag/kopi%20%26%20teh', 'kopi &amp; teh'],
      ['https://toko.example/a?b=1&amp;c=2', 'Toko'],
      ['/archive', 'Semua'],
    ])
    expect(await read()).toContain('<a href="/tentang">Siapa kami</a>')
    expect(await read()).toContain('Ditulis di Gayo.')
    expect((await read()).match(/<meta name="google-site-verification" content="abc">/g)).toHaveLength(1)
    await unpublishArticle(context, context.actor, id)
    await expect.poll(read).not.toContain('/tentang')
  } finally {
    reader.close()
  }
})

test('what is not there can’t be chosen, and nothing is saved then', async () => {
  await saveDesign(context, context.actor, usual)
  const refuses = (more: Partial<DesignChoice>, field: string) =>
    expect(saveDesign(context, context.actor, { ...usual, ...more })).rejects.toMatchObject({
      kind: 'wrong-input',
      field,
    })
  await refuses({ theme: 'lain' }, 'theme')
  await refuses({ theme: 'magazine', head: '<script></script>' }, 'head')
  await refuses({ icon: '00000000-0000-4000-8000-000000000000' }, 'icon')
  const { workspaceId } = context.actor
  expect(await inWorkspace(context.db, workspaceId, (tx) => readDesign(tx, workspaceId))).toMatchObject({
    theme: 'journal',
    head: [],
  })
})
