/** The longest texts and the oddest ones: each takes seconds, and none hangs. */
import { expect, test } from 'vitest'
import { bounded } from '../../core/text/bounds.ts'
import { effort } from '../../testing/effort.ts'
import { layOut } from './lay-out.ts'
import { headings, renderMarkdown, summarise, toPlainText } from './render.ts'

const render = (markdown: string) => renderMarkdown(markdown, {})

test('a text that is nested too deep is refused in plain words, everywhere', async () => {
  for (const text of [`${'>'.repeat(20_000)} a`, '<div>'.repeat(20_000)]) {
    const refused = { kind: 'wrong-input', field: 'markdown' }
    await expect(render(text)).rejects.toMatchObject(refused)
    for (const read of [headings, toPlainText, (markdown: string) => summarise(markdown, 10)]) {
      expect(() => read(text)).toThrow(expect.objectContaining(refused))
    }
  }
}, 60_000)

test('odd texts take no more than a moment', async () => {
  const odd = [
    '['.repeat(20_000),
    '*a '.repeat(20_000),
    'a@b.c.'.repeat(5000),
    '&'.repeat(50_000),
    '_a__'.repeat(10_000),
  ]
  for (const text of odd) {
    expect(await effort(() => render(text)), text.slice(0, 10)).toBeLessThan(5000)
  }
}, 60_000)

test('what the blog makes of an article costs no more than reading it, however much there is', async () => {
  const pieces = [
    '![](a.jpg) ![](b.jpg)\n\n*c*\n\n',
    '![](a.jpg "b")\n\n',
    '![](a.jpg) ',
    '![](a.mp4)\n\n',
    '> [!NOTE] a\n> b\n\n',
    'https://youtu.be/aqz-KE-bpKQ\n',
    'https://youtu.be/aqz-KE-bpKQ\n\n',
    '## a\n\n',
    '[toc]\n\n',
    '|a|\n|-|\n|1|\n\n',
    '"a" -- \'b\' ',
    '<i lang="en">"</i> ',
    '**"**5** kg** ',
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(20_000 / piece.length))
    // The parser itself takes its time over some of these, which is bounded.
    const read = await effort(() => render(text))
    expect([piece, (await effort(() => layOut(text))) < 2.5 * read + 1000]).toEqual([piece, true])
  }
}, 240_000)

test('what takes longer than its time is stopped and told in words', async () => {
  const endless = () => {
    for (;;);
  }
  expect(() => bounded(0.05, endless)).toThrowError(
    expect.objectContaining({
      kind: 'wrong-input',
      field: 'markdown',
      words: { en: expect.stringContaining('split the text'), id: expect.stringContaining('bagi tulisan') },
    }),
  )
  // Two megabytes of one character: laid out or refused, but never a hang.
  const hostile = await render('!['.repeat(1_000_000)).catch((error: unknown) => error)
  if (typeof hostile !== 'string') expect(hostile).toMatchObject({ kind: 'wrong-input', field: 'markdown' })
  // Nothing of what was stopped is left behind.
  expect(await render('`a` ![b](c.png)')).toContain('<code>a</code> <img src="c.png" alt="b"')
}, 240_000)

test('a million characters of an ordinary article are laid out', async () => {
  const part = `## Bagian\n\n${'Pasar adalah **percakapan**, dan [tulisan](https://contoh.id/a) ini '.repeat(20)}\n\n- satu\n- dua\n\n`
  const html = await render(part.repeat(Math.floor(1_000_000 / part.length)))
  expect(html.length).toBeGreaterThan(1_000_000)
  expect(html.match(/<h2 /g)?.length).toBe(Math.floor(1_000_000 / part.length))
}, 60_000)
