/** A theme that somebody brings: tried before it is kept, drawn beside the thread that serves, and never a reader's problem. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createArticle, openReader, publishArticle, type Reader } from '../../blog/index.ts'
import { asSystem, inWorkspace } from '../../db/client.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { type DesignChoice, readDesign, saveDesign } from '../design.ts'
import { sampleViews } from '../sample-views.ts'
import { drawPage } from './draw.ts'
import { exampleTheme } from './example.ts'
import { type Bringing, bringTheme, listThemes, removeTheme, restoreTheme } from './keep.ts'
import { readTheme } from './read-theme.ts'
import { packed } from './testing/packed.ts'

let context: TestContext
let reader: Reader
beforeAll(async () => {
  context = await testContext([])
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
  reader = openReader(context)
  const words = { title: 'Kopi <b>"pagi"</b>', markdown: 'Isi **tebal**.', tags: ['kopi'] }
  await publishArticle(context, context.actor, (await createArticle(context, context.actor, words)).id)
})
afterAll(async () => {
  reader.close()
  await context.close()
})
// Each test finds the blog as it was at first.
beforeEach(() => saveDesign(context, context.actor, usual))

const usual: DesignChoice = { theme: 'journal', menu: null, footer: { words: '', links: [] }, head: '', icon: null }
const page = async (path: string) => (await reader.answer(path)).body.toString()
const bring = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<Bringing> =>
  bringTheme(context, context.actor, await packed(files))
const use = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const { theme, findings } = await bring(files)
  if (!theme) throw new Error(JSON.stringify(findings))
  await saveDesign(context, context.actor, { ...usual, theme: theme.id })
  return theme.id
}
const manifest = (name: string, more = {}) =>
  JSON.stringify({ name, version: '1', licence: 'MIT', author: 'Sari', ...more })
/** The example with a name of its own, and with other files. */
const named = (name: string, files: Record<string, string | Uint8Array> = {}) => ({
  ...exampleTheme,
  'theme.json': manifest(name),
  ...files,
})
const homeWith = (text: string) => ({ 'templates/home.liquid': `${exampleTheme['templates/home.liquid']}${text}` })

/** Four bytes of a typeface are enough to be taken for one; nobody opens it here. */
const font = Buffer.from('wOF2 and so on')

test('the example is brought without a finding, and draws every kind of page with its head and body whole', async () => {
  const { theme, findings } = await bring(exampleTheme)
  expect(findings).toEqual([])
  await saveDesign(context, context.actor, { ...usual, theme: theme?.id ?? '' })
  await expect.poll(() => page('/')).toContain('<ul class="list">')
  const article = await page('/kopi-b-pagi-b')
  for (const part of [
    '<link rel="canonical"',
    'application/ld+json',
    'property="og:title"',
    '/feed.xml',
    'class="skip"',
  ])
    expect(article).toContain(part)
  expect(article).toContain('<div class="e-content">\n<p>Isi <strong>tebal</strong>.</p>'.replace('\n', ''))
  expect(article).not.toContain('<b>')
  for (const path of ['/', '/kopi-b-pagi-b', '/tag/kopi', '/archive', '/search', '/tidak-ada'])
    expect([path, (await page(path)).match(/<main id="content"/g)]).toEqual([path, ['<main id="content"']])
  const style = /href="(\/style-[\w-]+\.css)"/.exec(article)?.[1] as string
  expect((await reader.answer(style)).body.toString()).toContain('--measure: 38rem')
})

test('its pictures and typefaces have addresses that never change, and its colours are made readable', async () => {
  await use(
    named('Berkas', {
      'theme.json': manifest('Berkas', { tokens: { paper: '#102030', accent: '#112233' } }),
      'style.css': '@font-face{font-family:"A";src:url("font/a.woff2")}.brand{font-family:A}',
      'font/a.woff2': font,
    }),
  )
  await expect.poll(async () => styleOf(await page('/'))).toMatch(/style/)
  const css = (await reader.answer(styleOf(await page('/')))).body.toString()
  expect(css).toContain('--paper:#102030')
  const address = /url\((\/theme\/[\w-]{16}\.woff2)\)/.exec(css)?.[1] as string
  const file = await reader.answer(address)
  expect([file.status, file.headers['content-type'], file.body.toString()]).toEqual([
    200,
    'font/woff2',
    font.toString(),
  ])
  expect(file.headers['cache-control']).toContain('immutable')
  expect((await reader.answer('/theme/aaaaaaaaaaaaaaaa.woff2')).status).toBe(404)
})
const styleOf = (html: string) => /href="(\/style-[\w-]+\.css)"/.exec(html)?.[1] ?? ''

test('what breaks with a reader’s words is drawn by Journal, and its owner sees where', async () => {
  const broken = '{% if list.size == 1 %}\n{{ "x" | asset }}{% endif %}'
  const id = await use(named('Patah', homeWith(broken)))
  await expect.poll(() => page('/')).toContain('class="lead"')
  const shown = await page('/')
  expect((await reader.answer(styleOf(shown))).status).toBe(200)
  expect(shown).toContain('/fonts/literata-basic.woff2')
  const [theme] = (
    await inWorkspace(context.db, context.actor.workspaceId, (tx) => listThemes(tx, context.actor.workspaceId))
  ).filter((one) => one.id === id)
  expect(theme?.trouble).toMatchObject({ file: 'templates/home.liquid', line: 14, at: expect.any(String) })
})

test('one of the same name takes the older one’s place, and pages are made anew', async () => {
  const id = await use(named('Edisi', homeWith('<p>satu</p>')))
  await expect.poll(() => page('/')).toContain('<p>satu</p>')
  const again = await bring(named('edisi', homeWith('<p>dua</p>')))
  expect([again.replaced, again.theme?.id]).toEqual([true, id])
  await expect.poll(() => page('/')).toContain('<p>dua</p>')
})

test('removed, a blog that has it gets Journal; it comes back within a day, and after that it is gone', async () => {
  const { workspaceId } = context.actor
  const id = await use(named('Sementara'))
  await removeTheme(context, context.actor, id)
  const chosen = () => inWorkspace(context.db, workspaceId, (tx) => readDesign(tx, workspaceId))
  expect((await chosen()).theme).toBe('journal')
  await expect(saveDesign(context, context.actor, { ...usual, theme: id })).rejects.toMatchObject({ field: 'theme' })
  await restoreTheme(context, context.actor, id)
  await saveDesign(context, context.actor, { ...usual, theme: id })
  await removeTheme(context, context.actor, id)
  context.clock.advance(25 * 3600)
  await bring(named('Lain'))
  await expect(restoreTheme(context, context.actor, id)).rejects.toMatchObject({ kind: 'gone' })
})

describe('refused, with the place', () => {
  const loops =
    '{% for a in (1..9000) %}{% for b in (1..9000) %}{% for c in (1..9000) %}{% endfor %}{% endfor %}{% endfor %}'
  const style = (css: string) => ({ 'style.css': `a{}\n${css}` })
  const note = (html: string) => ({ 'templates/note.liquid': `\n${html}` })
  const cases: readonly (readonly [string, Record<string, string | Uint8Array>, string, number | null, RegExp])[] = [
    ['an endless loop', homeWith(`\n${loops}`), 'templates/home.liquid', 14, /never ends/],
    [
      'a template that calls itself',
      { 'templates/home.liquid': "{% render 'home' %}" },
      'templates/home.liquid',
      1,
      /never ends/,
    ],
    [
      'text that doubles',
      homeWith('{% assign a = "aaaaaaaaaaaaaaaa" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}'),
      'templates/home.liquid',
      13,
      /memory/,
    ],
    ['what is not closed', homeWith('\n{% if x %}'), 'templates/home.liquid', 14, /not closed/],
    ['a filter that there is not', homeWith('{{ site | nope }}'), 'templates/home.liquid', 13, /nope/],
    [
      'a file outside of the theme',
      homeWith("{% include '../../../etc/passwd' %}"),
      'templates/home.liquid',
      13,
      /can’t be run/,
    ],
    ['a script', note('<h1>x</h1><script>alert(1)</script>'), 'templates/note.liquid', 2, /<script>/],
    [
      'a script that a template puts together',
      note('<h1>x</h1><{{ "scr" }}ipt>1</script>'),
      'templates/note.liquid',
      null,
      /<script>/,
    ],
    ['a handler', note('<h1 onmouseover=x>x</h1>'), 'templates/note.liquid', 2, /onmouseover/],
    [
      'an address that runs',
      note('<a href="java\nscript:alert(1)">x</a>'),
      'templates/note.liquid',
      2,
      /can’t be used as a link/,
    ],
    ['a frame', note('<iframe src="https://x.example"></iframe>'), 'templates/note.liquid', 2, /Frames/],
    ['a form that leads away', note('<form action="https://x.example"></form>'), 'templates/note.liquid', 2, /search/],
    [
      'meta refresh',
      note('<meta http-equiv="refresh" content="0;url=//x.example">'),
      'templates/note.liquid',
      2,
      /<meta>/,
    ],
    ['a base', note('<base href="//x.example">'), 'templates/note.liquid', 2, /<base>/],
    ['a style in a tag', note('<p style="color:red">x</p>'), 'templates/note.liquid', 2, /style\.css/],
    [
      'a picture of another site',
      note('<img alt="" src="//x.example/a.png">'),
      'templates/note.liquid',
      2,
      /another site/,
    ],
    [
      'a script in a drawing',
      note('<svg><a xlink:href="javascript:1"><text>x</text></a></svg>'),
      'templates/note.liquid',
      2,
      /link/,
    ],
    ['another style', style('@import "x.css";'), 'style.css', 2, /@import/],
    ['another style, hidden', style('@\\69mport "x.css";'), 'style.css', 2, /not its code/],
    [
      'a picture of another site in the style',
      style('a{background:url(//x.example/a.png)}'),
      'style.css',
      2,
      /another site/,
    ],
    ['the same behind a comment', style('a{background:url(/**/"//x.example/a")}'), 'style.css', 2, /another site/],
    ['the same as a text', style('a{background:image-set("https://x.example/a" 1x)}'), 'style.css', 2, /another site/],
    ['a file that is not there', style('a{background:url(a.png)}'), 'style.css', 2, /not in the theme/],
    ['the end of a style', style('</style><script>'), 'style.css', 2, /not allowed/],
    ['a drawing as a file', { 'a.svg': '<svg/>' }, 'a.svg', null, /kind of file/],
    ['a program', { 'a.js': 'alert(1)' }, 'a.js', null, /kind of file/],
    ['a picture that is none', { 'a.png': 'alert(1)' }, 'a.png', null, /ending/],
    [
      'two names that some machines take for one',
      { 'Templates/home.liquid': 'x', 'templates/Home.liquid': 'x' },
      'templates/Home.liquid',
      null,
      /capitals/,
    ],
    ['a name of ours', { 'theme.json': manifest('magazine') }, 'theme.json', null, /built-in/],
    ['no licence', { 'theme.json': '{"name":"A","version":"1","author":"S"}' }, 'theme.json', null, /licence/],
    [
      'a page without its main part',
      { 'templates/layout.liquid': '{{ content }}' },
      'templates/home.liquid',
      null,
      /<main/,
    ],
    [
      'an article without its text',
      { 'templates/article.liquid': '<h1>{{ article.title }}</h1>' },
      'templates/article.liquid',
      null,
      /article\.body/,
    ],
  ]
  test.each(cases)('%s', async (_, files, file, line, said) => {
    const { parts, findings } = await readTheme(await packed({ ...exampleTheme, ...files }))
    expect(parts).toBeUndefined()
    expect(
      findings.filter(({ level }) => level === 'refused').map((one) => [one.file, one.line, one.words.en]),
    ).toContainEqual([file, line, expect.stringMatching(said)])
  })

  test('an archive that is none, is too large once unpacked, has too many files, or leads out of its folder', async () => {
    const words = async (bytes: Uint8Array) => (await readTheme(bytes)).findings.map(({ words }) => words.en)
    expect(await words(new Uint8Array([1, 2, 3]))).toEqual([expect.stringContaining('can’t be opened')])
    expect(await words(await packed({ 'a.png': new Uint8Array(6 * 2 ** 20) }))).toEqual([
      expect.stringContaining('5 MB'),
    ])
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`templates/a${n}.liquid`, '']))
    expect(await words(await packed(many))).toContainEqual(expect.stringContaining('200 files'))
    const climbing = Buffer.from(await packed({ 'aa/passwd.png': 'x' }))
      .toString('latin1')
      .replaceAll('aa/p', '../p')
    expect(await words(Buffer.from(climbing, 'latin1'))).toEqual([expect.stringContaining('../passwd.png')])
  })
})

test('nothing that people typed becomes HTML, whatever a template does with it', () => {
  const templates = {
    article: '{{ article.title }}{{ article.title | raw }}{{ article.tags }}{{ site.constructor }}{{ article.body }}',
  }
  const given = { article: { title: '<i>', tags: ['<i>'], body: { safe: '<p>a</p>' } }, site: {} }
  const drawing = {
    hash: 'x',
    templates,
    assets: {},
    template: 'article',
    given,
    language: 'en',
    timeZone: 'UTC',
    frames: [],
  } as const
  expect(drawPage(drawing)).toEqual({ html: '&lt;i&gt;&lt;i&gt;&lt;i&gt;<p>a</p>', whole: false })
})

test('what a theme lacks is told, and it can be used all the same', async () => {
  const without = Object.fromEntries(
    Object.entries(named('Kurang')).filter(([path]) => !/tag|archive|search|404/.test(path)),
  )
  const { parts, findings } = await readTheme(
    await packed({ ...without, 'templates/home.liquid': '<h1>a</h1><h3>b</h3>', 'style.css': 'a{color:#fff}' }),
  )
  expect(parts).toBeDefined()
  const said = findings.map(({ words }) => words.en).join('\n')
  for (const part of ['templates/tag.liquid', 'h-feed', 'h-entry', 'skips a heading', 'parts.pager', '#fff'])
    expect(said).toContain(part)
  expect(sampleViews.length).toBeGreaterThan(15)
})
