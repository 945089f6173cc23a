import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Language, languages } from '../core/words.ts'
import { runCommand } from './index.ts'
import { commands } from './register.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

async function run(argv: string[], input: string | readonly string[] = '', language: Language = 'en') {
  let [out, err] = ['', '']
  const chunks = typeof input === 'string' ? [input] : input
  const code = await runCommand(argv, {
    input: (async function* () {
      yield* chunks
    })(),
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    language,
  })
  const rows = () =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { code, out, err, rows }
}

describe('measure', () => {
  test('as words, and as JSON', async () => {
    expect(await run(['measure', '-n', 'twitter'], 'Halo https://a.id/\n')).toMatchObject({
      code: 0,
      out: '28 of 280 weighted characters: it fits.\n',
    })
    expect((await run(['measure', '-n', 'bluesky', '--json', '-'], 'é'.repeat(301))).rows()).toEqual([
      { length: 301, limit: 300, valid: false },
    ])
    expect(await run(['measure', '-n', 'bluesky'], 'a'.repeat(301), 'id')).toMatchObject({
      code: 1,
      out: '301 dari 300 karakter: lebih 1.\n',
    })
  })
  test('no limit is null; bytes, forbidden characters and nothing at all are not valid', async () => {
    expect((await run(['measure', '-n', 'wordpress', '--json'], 'a')).rows()).toEqual([
      { length: 1, limit: null, valid: true },
    ])
    const flags = '🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(120)
    expect((await run(['measure', '-n', 'bluesky', '--json'], flags)).rows()).toEqual([
      { length: 120, limit: 300, valid: false },
    ])
    expect((await run(['measure', '-n', 'x', '--json'], 'a\uffffb')).rows()).toMatchObject([{ valid: false }])
    expect((await run(['measure', '-n', 'x', '--json'], '')).rows()).toMatchObject([{ length: 0, valid: false }])
  })
  test('a content warning and a server’s own limit count', async () => {
    const line = JSON.stringify({ id: 1, text: 'abc', warning: 'de', limit: 5 })
    expect((await run(['measure', '-n', 'mastodon', '--jsonl'], line)).rows()).toEqual([
      { id: 1, length: 5, limit: 5, valid: true },
    ])
  })
})

describe('JSON lines', () => {
  test('thousands in one call, in order, whatever the chunks', async () => {
    const rows = Array.from({ length: 5000 }, (_, id) => ({ id, text: `Halo 🙂\u2028${id}` }))
    const text = rows.map((row) => JSON.stringify(row)).join('\n')
    const chunks = text.match(/[\s\S]{1,1000}/g) ?? []
    const { code, rows: answered } = await run(['measure', '-n', 'bluesky', '--jsonl'], chunks)
    expect(code).toBe(0)
    expect(answered().map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(answered()[7]).toEqual({ id: 7, length: 8, limit: 300, valid: true })
  })
  test('a bad line is answered in its place, and the rest goes on', async () => {
    const lines = [
      '{"id":1,"text":"a"}',
      'nope',
      '[1]',
      '',
      '{"id":"b"}',
      '{"id":2,"text":"c","link":5}',
      '{"text":"d"}\r',
    ]
    const { code, rows } = await run(['preview', '-n', 'bluesky', '--jsonl'], lines.join('\n'), 'id')
    expect(code).toBe(1)
    expect(rows().map((row) => [row.id, Boolean(row.error), row.parts?.length])).toEqual([
      [1, false, 1],
      [undefined, true, undefined],
      [undefined, true, undefined],
      ['b', true, undefined],
      [2, true, undefined],
      [undefined, false, 1],
    ])
    expect(rows()[3].error).toContain('Kolom "text"')
  })
  test('every command that promises it answers in the promised shape', async () => {
    const line = '{"id":1,"text":"BELI SEKARANG JUGA","markdown":"**a**"}'
    expect((await run(['check', '--jsonl'], line)).rows()).toEqual([
      {
        id: 1,
        findings: [
          expect.objectContaining({
            check: 'shouting',
            severity: 'warning',
            start: 0,
            end: 18,
            mend: 'Beli sekarang juga',
          }),
        ],
      },
    ])
    expect((await run(['render', '--jsonl'], line)).rows()).toEqual([{ id: 1, html: '<p><strong>a</strong></p>' }])
  })
})

describe('preview', () => {
  test('front matter gives link and title', async () => {
    const path = file('post.md', '---\nlink: https://a.id/x\ntitle: Judul\n---\nHalo @b.bsky.social')
    const { rows } = await run(['preview', '-n', 'bluesky', '--json', path])
    expect(rows()).toEqual([
      {
        parts: [
          {
            text: 'Halo @b.bsky.social',
            length: 19,
            entities: [{ type: 'mention', value: 'b.bsky.social', start: 5, end: 19, byteStart: 5, byteEnd: 19 }],
            card: { url: 'https://a.id/x', title: '', description: '' },
          },
        ],
      },
    ])
    expect((await run(['preview', '-n', 'mastodon', '--json', path, '-l', 'https://b.id'])).out).toContain(
      '\\n\\nhttps://b.id',
    )
  })
  test('numbers the parts where that is asked for, by flag or by line', async () => {
    const text = 'kata '.repeat(100).trim()
    const ends = (parts: { text: string }[]) => parts.map((part) => part.text.split('\n\n').at(-1))
    const { rows } = await run(['preview', '-n', 'bluesky', '--json', '--numbered'], text)
    expect(ends(rows()[0].parts)).toEqual(['1/2', '2/2'])
    const lines = [{ text, numbered: true }, { text }, { text: 'pendek', numbered: true }]
    const answered = await run(
      ['preview', '-n', 'bluesky', '--jsonl'],
      lines.map((row) => JSON.stringify(row)).join('\n'),
    )
    expect(answered.rows().map(({ parts }) => ends(parts).includes('1/2'))).toEqual([true, false, false])
    const path = file('numbered.md', `---\nnumbered: true\n---\n${text}`)
    expect(ends((await run(['preview', '-n', 'mastodon', '--json', path])).rows()[0].parts)).not.toContain('1/2')
    expect(ends((await run(['preview', '-n', 'x', '--json', path])).rows()[0].parts)).toEqual(['1/2', '2/2'])
  })
  test('as words, each part with its length', async () => {
    const { out } = await run(['preview', '-n', 'bluesky'], 'kata '.repeat(100), 'id')
    expect(out).toMatch(/── Bagian 1 dari 2 · \d+ \/ 300 ──/)
  })
})

describe('check', () => {
  const kit = () => file('kit.json', '{"name":"Kopi Rina","handles":["@kopirina"],"homeLinks":["https://kopirina.id"]}')
  test('with a brand kit and a network', async () => {
    const { code, rows } = await run(['check', '-n', 'bluesky', '-b', kit(), '--json'], 'Panen kopi '.repeat(40))
    expect(code).toBe(1)
    expect(
      rows()[0].findings.map((finding: { check: string; severity: string }) => [finding.check, finding.severity]),
    ).toEqual([
      ['over-limit', 'warning'],
      ['who-is-speaking', 'warning'],
      ['where-to-find-more', 'warning'],
    ])
    const fine = await run(
      ['check', '-n', 'bluesky', '-b', kit(), '-l', 'https://kopirina.id/a'],
      'Kopi Rina panen',
      'id',
    )
    expect(fine).toMatchObject({ code: 0, out: 'Tidak ada temuan.\n' })
  })
  test('facts stand beside the text or in `facts`', async () => {
    const facts = { conversation: { text: 'Enak!', asksForLink: false, people: [] } }
    const reply = { text: 'Makasih! https://a.id', reply: true }
    const lines = [
      { id: 1, ...reply, ...facts },
      { id: 2, ...reply, facts },
      { id: 3, ...reply },
    ]
    const { rows } = await run(['check', '--jsonl'], lines.map((row) => JSON.stringify(row)).join('\n'))
    expect(rows().map(({ findings }) => findings.map(({ check }: { check: string }) => check))).toEqual([
      ['uninvited-link'],
      ['uninvited-link'],
      [],
    ])
  })
  test('over a limit where there are no threads is an error', async () => {
    const { rows } = await run(['check', '-n', 'facebook', '--json'], 'kata '.repeat(13_000))
    expect(rows()[0].findings).toMatchObject([{ check: 'over-limit', severity: 'error' }])
  })
})

describe('wrong use is told, with exit code 2', () => {
  const wrong: [string, string[]][] = [
    ['measure', ['There is no network "myspace"', '-n', 'myspace']],
    ['measure', ['Name the network']],
    ['measure', ['There is no option --bogus', '--bogus']],
    ['measure', ['needs a value', '--network']],
    ['preview', ['Too many arguments', '-n', 'x', 'a', 'b']],
    ['render', ['There is no file', '/nowhere/at/all']],
    ['render', ['is a folder', tmpdir()]],
    ['check', ['There is no network', '-n', '?', '--jsonl']],
    ['bogus', ['There is no command "bogus"']],
    ['constructor', ['There is no command']],
  ]
  test.for(wrong)('%s %o', async ([command, [told = '', ...args]]) => {
    const { code, err, out } = await run([command, ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(told)
  })
  test('a broken brand kit', async () => {
    for (const content of ['nope', '{}', '{"name":"a","handles":"b"}']) {
      const { code, err } = await run(['check', '-b', file('bad.json', content)], 'a', 'id')
      expect([code, err.includes('Berkas merek')]).toEqual([2, true])
    }
  })
})

describe('help', () => {
  test.for(Object.keys(commands).flatMap((name) => languages.map((language) => ({ name, language }))))(
    '$name in $language',
    async ({ name, language }) => {
      const { code, out } = await run([name, '--help'], '', language)
      expect(code).toBe(0)
      expect(out).toContain(commands[name]?.about[language])
      expect(out).toContain(language === 'id' ? 'Pemakaian:' : 'Usage:')
    },
  )
  test('the version is the package’s', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
  test('of all of them', async () => {
    for (const argv of [[], ['--help']]) {
      const { code, out } = await run(argv)
      expect(code).toBe(0)
      for (const name of Object.keys(commands)) expect(out).toContain(name)
    }
  })
})
