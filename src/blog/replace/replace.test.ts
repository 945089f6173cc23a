import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../../db/client.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { manyArticles } from '../../testing/many.ts'
import type { ArticleWords } from '../article-words.ts'
import { createArticle, findArticle, listRevisions, publishArticle, saveArticle } from '../index.ts'
import {
  beginReplacement,
  discardReplacement,
  findReplacement,
  outcomesOf,
  pageOfReplacementItems,
  type ReplacementSearch,
  startReplacement,
  undoReplacement,
  workOnReplacement,
} from './index.ts'
import { replaceInMarkdown, replaceInPlain, type Search } from './places.ts'

const plain: Search = { find: 'kopi', replace: 'teh', words: false, case: false, markup: false }
const inText = (markdown: string, more: Partial<Search> = {}) => replaceInMarkdown(markdown, { ...plain, ...more })

describe('where words stand', () => {
  test('code, addresses and raw HTML are left alone, unless they are asked for', () => {
    const text = [
      'Kopi dan **kopi** dan `kopi`.',
      '![Foto kopi](/media/kopi.png "kopi") [tentang kopi](https://kopi.example/kopi) https://kopi.example <kopi@kopi.example>',
      '```kopi\nkopi\n```',
      '<div data-x="kopi">kopi</div>',
      '[kopi]: https://kopi.example',
      '| kopi | `kopi` |\n| --- | --- |\n| [kopi] | a |',
    ].join('\n\n')
    const found = inText(text)
    expect(found.text.split('\n\n')).toEqual([
      'teh dan **teh** dan `kopi`.',
      '![Foto teh](/media/kopi.png "kopi") [tentang teh](https://kopi.example/kopi) https://kopi.example <kopi@kopi.example>',
      '```kopi\nkopi\n```',
      '<div data-x="kopi">kopi</div>',
      '[kopi]: https://kopi.example',
      '| teh | `kopi` |\n| --- | --- |\n| [teh] | a |',
    ])
    expect(inText(text, { markup: true }).text).not.toMatch(/kopi/i)
  })

  test('whole words, in any alphabet; capital letters count when they are asked to', () => {
    expect(inText('kopi kopinya KOPI kopí', { words: true }).text).toBe('teh kopinya teh kopí')
    expect(inText('кофе кофейня', { find: 'кофе', replace: 'чай', words: true }).text).toBe('чай кофейня')
    expect(inText('kopi Kopi', { case: true }).text).toBe('teh Kopi')
  })

  test.each([
    ['kopi', 'teh', 'Kopi KOPI kopi kOpi', 'Teh TEH teh teh'],
    ['kopi senja', 'teh hijau', 'Kopi Senja, Kopi senja, KOPI SENJA', 'Teh Hijau, Teh hijau, TEH HIJAU'],
    ['Kopi', 'Teh', 'kopi Kopi KOPI', 'teh Teh TEH'],
    ['ponsel', 'iPhone', 'Ponsel PONSEL ponsel', 'iPhone IPHONE iPhone'],
    ['kopi', 'teh Gayo', 'Kopi kopi', 'Teh Gayo teh Gayo'],
    ['a', 'sebuah', 'A a', 'Sebuah sebuah'],
    ['чай', 'кофе', 'Чай ЧАЙ', 'Кофе КОФЕ'],
    ['kopi', '', 'Kopi.', '.'],
    ['kopi senja', 'teh mama’s', 'Kopi Senja', 'Teh Mama’s'],
    ['mama’s kopi', 'papa’s teh', 'Mama’s Kopi', 'Papa’s Teh'],
    ['kopi', '3 cangkir teh', 'Kopi', '3 cangkir teh'],
    ['kopi', '“teh”', 'Kopi', '“Teh”'],
    ['kopi', '[teh](/teh-hijau)', 'Kopi KOPI', '[teh](/teh-hijau) [teh](/teh-hijau)'],
    ['kopi', 'https://teh.example/a', 'KOPI Kopi', 'https://teh.example/a https://teh.example/a'],
    ['kopi senja', 'halo@teh.example', 'Kopi Senja', 'halo@teh.example'],
    ['kopi', 'teh.example', 'KOPI Kopi', 'teh.example teh.example'],
    ['kopi', 'teh&nbsp;`a`', 'KOPI', 'teh&nbsp;`a`'],
    ['kopi', 'straße', 'KOPI Kopi', 'STRASSE Straße'],
    ['kopi', '$&$1', 'KOPI Kopi', '$&$1 $&$1'],
    ['kafe\u0301', 'e\u0301lan', 'KAFÉ Kafe\u0301', 'E\u0301LAN E\u0301lan'],
  ])('what comes has the capitals of what goes: %s → %s', (find, replace, text, becomes) => {
    expect(inText(text, { find, replace, capitals: true }).text).toBe(becomes)
  })

  test('capitals are kept where they don’t count, are shown, and what stays as it is counts as no place', () => {
    const kept = inText('Kopi kopi', { capitals: true })
    expect(kept.samples).toMatchObject([{ match: 'Kopi', becomes: 'Teh' }, { match: 'kopi' }])
    expect(kept.samples[1]).not.toHaveProperty('becomes')
    expect(inText('Kopi kopi', { case: true, capitals: true }).text).toBe('Kopi teh')
    expect(inText('Kopi kopi', { replace: 'Kopi' })).toMatchObject({ text: 'Kopi Kopi', places: 1 })
  })

  test('a text is read in pieces as it is read whole', () => {
    const blocks = [
      'kopi `kopi` [kopi](kopi) kopi.id https://kopi.id <b kopi>kopi</b>',
      '- kopi\n\n      kopi\n- `kopi`\n\n  kopi',
      '    kopi\n\n    kopi',
      '```kopi\nkopi\n\nkopi\n```',
      '~~~~\nkopi\n~~~\n\nkopi\n~~~~',
      '- ```\n  kopi\n\nkopi',
      '> ```\n> kopi\n\nkopi ```kopi```',
      '<div>\nkopi\n\nkopi\n</div>',
      '<!-- kopi\n\nkopi -->',
      '[kopi]: https://kopi.example',
      '[kopi][kopi] ![kopi][kopi]',
      '| kopi | `kopi` |\n| --- | --- |\n| [kopi](kopi) | a |',
      'kopi[^1]\n\n[^1]: kopi\n\n    `kopi`',
      '# kopi\nkopi\n===\n\n***\n\nkopi@kopi.id',
      '```\nkopi',
      '``` kopi ` kopi\n\nkopi',
    ]
    // Two of them, in each order; by a pattern, so that each stands before and behind others.
    const texts = blocks.flatMap((one, at) =>
      blocks.map((other, n) => [one, other, blocks[(at * 7 + n * 3) % 16]].join('\n\n')),
    )
    // Whatever has this in it is read whole.
    const whole = '\n\nx]:'
    for (const text of texts) expect(inText(text).text + whole).toBe(inText(text + whole).text)
  })

  test('what is typed is letters, on both sides', () => {
    expect(inText('a.b axb', { find: 'a.b', replace: '$&$1' }).text).toBe('$&$1 axb')
    expect(inText('(a|b)*', { find: '(a|b)', replace: '' }).text).toBe('*')
    expect(replaceInPlain('Kopi Senja', plain, 'title')).toMatchObject({ text: 'teh Senja', places: 1 })
  })

  test('letters are found composed and decomposed, and are never torn apart', () => {
    const composed = 'kafé kafe\u0301 한 \u1112\u1161\u11ab'
    for (const find of ['kafé', 'kafe\u0301'])
      expect(inText(composed, { find, replace: 'x' }).text).toBe('x x 한 \u1112\u1161\u11ab')
    expect(inText(composed, { find: '한', replace: 'x' }).text).toBe('kafé kafe\u0301 x x')
    expect(inText(composed, { find: 'e', replace: 'x' }).places).toBe(0)
    expect(inText('\u1112\u1161\u11ab \u1112\u1161', { find: '하', replace: 'x' }).text).toBe('\u1112\u1161\u11ab x')
    expect(inText('👩 👩‍👩‍👧 👩🏽 🇮🇩🇮🇩', { find: '👩', replace: 'x' }).text).toBe('x 👩‍👩‍👧 👩🏽 🇮🇩🇮🇩')
    expect(inText('🇮🇩🇮🇩', { find: '🇩🇮', replace: 'x' }).places).toBe(0)
    expect(inText('aaae\u0301 aae', { find: 'aae', replace: 'x' }).text).toBe('aaae\u0301 x')
  })

  test('capital letters are alike by simple case folding, with places that stay right', () => {
    expect(inText('İstanbul ISTANBUL istanbul ıstanbul', { find: 'istanbul', replace: 'x' }).text).toBe(
      'İstanbul x x ıstanbul',
    )
    expect(inText('I\u0307stanbul', { find: 'istanbul', replace: 'x' }).places).toBe(0)
    expect(inText('Straße STRASSE STRAẞE', { find: 'straße', replace: 'x' }).text).toBe('x STRASSE x')
    expect(inText('ΣΟΦΟΣ σοφος', { find: 'σοφος', replace: 'x' }).text).toBe('x x')
  })

  test('what parts code from words stays, so that neither becomes the other', () => {
    const text = 'satu\ndua\n\n```\nkode\n```\n\ntiga\n\n    kode\n\nempat\nlima\n\n> ```\n> kode\n> ```'
    const found = inText(text, { find: '\n', replace: '' })
    expect(found.text).toBe(text.replace('satu\ndua', 'satudua').replace('empat\nlima', 'empatlima'))
  })

  // With a look at all that goes before for each of them, these would take hours.
  test.each([
    ['a\u0301', '\u0301'],
    ['🇮🇩', '🇮🇩'],
    ['👩\u200d', '👩'],
    ['\u0301', '\u0301'],
  ])('long letters, and many of them, are read once: %j', (piece, find) => {
    expect(replaceInPlain(piece.repeat(200_000), { ...plain, find }, 'title').places).toBeGreaterThanOrEqual(0)
  })

  test('each of the first places is shown with what stands around it', () => {
    const { places, samples } = inText(`${'a '.repeat(60)}kopi\n\nenak. ${'kopi '.repeat(9)}`)
    expect([places, samples.length]).toEqual([10, 3])
    expect(samples[0]).toMatchObject({ part: 'text', match: 'kopi', before: expect.stringMatching(/^….+ a $/) })
    expect(samples[0]?.after).toMatch(/^ enak\. kopi/)
  })
})

let context: TestContext
beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
})
afterAll(() => context.close())
beforeEach(async () => {
  context.clock.advance(3600)
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('replacement').execute()
    await tx.deleteFrom('article').execute()
  })
})

const here = <T>(read: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(context.db, context.actor.workspaceId, read)
const make = (words: Partial<ArticleWords>) =>
  createArticle(context, context.actor, { title: 'Judul', markdown: 'Isi.', ...words })
const find = (id: string) => here((tx) => findArticle(tx, id))
const save = async (id: string, words: Partial<ArticleWords>) => {
  const { version, title, markdown, summary, tags, language } = await find(id)
  const all = { title, markdown, summary, tags, language, slug: '', ...words }
  return saveArticle(context, context.actor, id, version, all)
}
const work = (id: string) => workOnReplacement(context, id, new AbortController().signal)
const all: ReplacementSearch = { ...plain, parts: ['title', 'summary', 'text'], readers: true }
const tried = async (more: Partial<ReplacementSearch> = {}) => {
  const { id } = await beginReplacement(context, context.actor, { ...all, ...more })
  await work(id)
  return id
}
const items = async (id: string) => (await here((tx) => pageOfReplacementItems(tx, id, {}))).rows
const done = async (id: string) => {
  await startReplacement(context, context.actor, id)
  await work(id)
}
const undone = async (id: string) => {
  await undoReplacement(context, context.actor, id)
  await work(id)
}

describe('a replacement', () => {
  test('is tried first, and saves nothing then', async () => {
    const { id: one } = await make({ title: 'Kopi Gayo', markdown: 'Kopi enak.', summary: 'Tentang kopi.' })
    await make({ markdown: 'Air putih.' })
    await make({ markdown: '`kopi`' })
    const run = await tried()
    const { state, articles, places } = await here((tx) => findReplacement(tx, run))
    expect({ state, articles, places }).toEqual({ state: 'ready', articles: 1, places: 3 })
    expect(await items(run)).toMatchObject([{ articleId: one, title: 'Kopi Gayo', places: 3, outcome: 'found' }])
    expect((await find(one)).version).toBe(1)
    await discardReplacement(context, context.actor, run)
    await expect(here((tx) => findReplacement(tx, run))).rejects.toThrow()
  })

  test('writes each article as a revision, keeps its address, and is taken back whole', async () => {
    const { id: one, slug } = await make({ title: 'Kopi Gayo', markdown: 'Kopi enak.', summary: 'Tentang kopi.' })
    const run = await tried()
    await done(run)
    expect(await find(one)).toMatchObject({ title: 'teh Gayo', markdown: 'teh enak.', summary: 'Tentang teh.', slug })
    expect(await here((tx) => listRevisions(tx, one))).toHaveLength(2)
    await undone(run)
    expect(await find(one)).toMatchObject({ title: 'Kopi Gayo', markdown: 'Kopi enak.', version: 3 })
    expect(await here((tx) => outcomesOf(tx, run))).toEqual({ restored: 1 })
    expect((await here((tx) => findReplacement(tx, run))).state).toBe('undone')
  })

  test('changes what readers have where that is wanted, and newer words beside it', async () => {
    const { id: one } = await make({ markdown: 'Kopi enak.' })
    const { id: two } = await make({ markdown: 'Kopi enak.' })
    for (const id of [one, two]) await publishArticle(context, context.actor, id)
    await save(two, { markdown: 'Kopi lebih enak.' })
    const run = await tried()
    await done(run)
    expect(await find(one)).toMatchObject({ published: { markdown: 'teh enak.' }, version: 2, published_version: 2 })
    expect(await find(two)).toMatchObject({ markdown: 'teh lebih enak.', published: { markdown: 'teh enak.' } })
    expect((await find(two)).published_version).not.toBe((await find(two)).version)
    await undone(run)
    const back = await find(one)
    expect(back).toMatchObject({ markdown: 'Kopi enak.', published: { markdown: 'Kopi enak.' } })
    expect(back.published_version).toBe(back.version)
    const later = await tried({ readers: false })
    await done(later)
    expect(await find(one)).toMatchObject({ markdown: 'teh enak.', published: { markdown: 'Kopi enak.' } })
  })

  test('taken back leaves alone what was edited or published since, and says which', async () => {
    const [one, two, three] = [
      await make({ markdown: 'Kopi 1' }),
      await make({ markdown: 'Kopi 2' }),
      await make({ markdown: 'Kopi 3' }),
    ]
    const run = await tried()
    await done(run)
    await save(one.id, { markdown: 'teh 1, sudah disunting' })
    await publishArticle(context, context.actor, two.id)
    await undone(run)
    const became = new Map((await items(run)).map((item) => [item.articleId, item]))
    expect(became.get(one.id)).toMatchObject({ outcome: 'left', reason: { en: expect.stringContaining('edited') } })
    expect(became.get(two.id)?.outcome).toBe('left')
    expect(became.get(three.id)?.outcome).toBe('restored')
    expect((await find(one.id)).markdown).toBe('teh 1, sudah disunting')
    expect((await find(three.id)).markdown).toBe('Kopi 3')
  })

  test('goes on past an article that can’t be changed', async () => {
    const { id: long } = await make({ title: `kopi ${'a'.repeat(290)}` })
    const { id: bare } = await make({ title: 'kopi' })
    const { id: fine } = await make({ markdown: 'kopi' })
    const longer = await tried({ replace: 'teh hijau dari kebun' })
    await done(longer)
    const outcomes = new Map((await items(longer)).map((item) => [item.articleId, item.outcome]))
    expect(Object.fromEntries(outcomes)).toEqual({ [long]: 'failed', [bare]: 'changed', [fine]: 'changed' })
    const empty = await tried({ find: 'teh hijau dari kebun', replace: '' })
    await done(empty)
    expect(new Map((await items(empty)).map((item) => [item.articleId, item.outcome])).get(bare)).toBe('failed')
  })

  test('takes kinds, states and parts into account, and what was written after the trial', async () => {
    const { id: page } = await make({ title: 'kopi', markdown: 'kopi', kind: 'page' })
    const { id: article } = await make({ title: 'kopi', markdown: 'kopi' })
    const run = await tried({ kind: 'page', parts: ['text'] })
    await save(page, { markdown: 'tanpa apa-apa' })
    await done(run)
    expect((await items(run)).map(({ articleId, outcome }) => [articleId, outcome])).toEqual([[page, 'same']])
    expect((await find(article)).markdown).toBe('kopi')
  })

  test('is taken up where a worker left it, and ends at a person’s word', async () => {
    const { actor } = context
    await manyArticles({ context, actor, channelId: '', now: context.clock.now() }, 130)
    await asSystem(context.db, (tx) => tx.updateTable('article').set({ markdown: 'kopi' }).execute())
    const { id } = await beginReplacement(context, actor, all)
    await work(id)
    expect(await here((tx) => findReplacement(tx, id))).toMatchObject({ state: 'ready', articles: 130 })
    await startReplacement(context, actor, id)
    const stopped = new AbortController()
    const seen = context.bus.listen(({ topic }) => topic === 'replacements' && stopped.abort(new Error('stopped')))
    await expect(workOnReplacement(context, id, stopped.signal)).rejects.toThrow('stopped')
    seen()
    const half = await here((tx) => findReplacement(tx, id))
    expect([half.state, half.finished > 0 && half.finished < 130]).toEqual(['running', true])
    await undone(id)
    expect(await here((tx) => outcomesOf(tx, id))).toEqual({ found: 130 - half.finished, restored: half.finished })
  })

  test('that changes nothing is refused, and so is what has begun to be thrown away', async () => {
    await expect(beginReplacement(context, context.actor, { ...all, replace: 'kopi' })).rejects.toThrow(/the same/)
    await make({ markdown: 'kopi' })
    const run = await tried()
    await done(run)
    await expect(discardReplacement(context, context.actor, run)).rejects.toThrow(/already changed/)
    await expect(undoReplacement(context, context.actor, run)).resolves.toMatchObject({ state: 'undoing' })
  })
})
