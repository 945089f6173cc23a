import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inWorkspace } from '../db/client.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { install, shell } from '../testing/shell.ts'
import { commands } from './register.ts'

let context: TestContext
const folder = mkdtempSync(join(tmpdir(), 'percakapan-border-'))

beforeAll(async () => {
  context = await testContext([])
  await install(context)
})
afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

function file(content: string | Uint8Array): string {
  const path = join(folder, `${crypto.randomUUID()}.md`)
  writeFileSync(path, content)
  return path
}

const articles = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('article').select(['title', 'markdown', 'summary', 'tags']).orderBy('created_at').execute(),
  )

const strange = [
  '\0',
  'a\0b',
  '\u0007',
  '\ud800',
  'rina\0@contoh.id',
  'a'.repeat(5000),
  `${'a'.repeat(120_000)}@contoh.id`,
  '\u009b31m',
  '\ufffe',
]

describe.each(Object.keys(commands))('%s', (name) => {
  test('takes no argument that is made of signs that mean nothing, or is as long as none', async () => {
    for (const word of strange)
      for (const argv of [
        // Whatever it would write, it would write there.
        [name, join(folder, word)],
        [name, `--${word}`],
        [name, '--json', `${folder}/${word}`],
        ['--lang', word, name],
      ]) {
        const { code, out, err } = await shell(context, argv)
        expect([code, out], JSON.stringify(word.slice(0, 20))).toEqual([2, ''])
        expect(err.length).toBeGreaterThan(10)
        expect(err).not.toMatch(/\bat [\w.<>]+ \(|\.ts:\d|invalid byte/)
      }
  })
})

describe('files that are kept', () => {
  test('are cleaned as everywhere: an article with signs that no database takes is published without them', async () => {
    const content =
      '---\ntitle: "Kopi\\0 \\x07senja\\ud800"\ntags: ["a\\0b"]\nsummary: "x\\x0b"\n---\nBaris\0 satu\u000b\n'
    const { code, err } = await shell(context, ['publish', file(content), '--json'])
    expect([code, err]).toEqual([0, ''])
    expect((await articles()).at(-1)).toMatchObject({
      title: 'Kopi senja\ufffd',
      markdown: 'Baris satu',
      tags: ['ab'],
      summary: 'x',
    })
  })

  test.each([
    ['title', `---\ntitle: ${'a'.repeat(400)}\n---\nIsi`],
    ['summary', `---\ntitle: a\nsummary: ${'a'.repeat(600)}\n---\nIsi`],
    ['slug', `---\ntitle: a\nslug: ${'a'.repeat(200)}\n---\nIsi`],
    ['tags', `---\ntitle: a\ntags: [${'a'.repeat(70)}]\n---\nIsi`],
    ['tags', `---\ntitle: a\ntags: [${Array.from({ length: 30 }, (_, at) => `t${at}`)}]\n---\nIsi`],
    ['title', `# ${'a'.repeat(400)}\n\nIsi`],
    ['.md', `---\ntitle: a\n---\n${'a '.repeat(1_100_000)}`],
  ])('have the bounds that the panel has: %s', async (field, content) => {
    const before = (await articles()).length
    const { code, err } = await shell(context, ['publish', file(content)])
    expect([code, err]).toEqual([2, expect.stringContaining(field)])
    expect(await articles()).toHaveLength(before)
  })

  test.each([
    'text,at\n\0,\u0007\n',
    '\ud800,\n',
    'a'.repeat(3_000_000),
    '"'.repeat(5000),
    Buffer.from([0xff, 0xfe, 0, 1, 2]),
  ])('a strange file of posts is told of in words (%#)', async (content) => {
    const { err, code } = await shell(context, ['import', 'posts', file(content), '--write'])
    expect(err).not.toMatch(/\bat [\w.<>]+ \(|\.ts:\d|invalid byte/)
    expect([0, 1, 2]).toContain(code)
  })
})
