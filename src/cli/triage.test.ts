import { describe, expect, test } from 'vitest'
import type { Language } from '../core/words.ts'
import { answersTo } from '../testing/jsonl.ts'
import { runCommand } from './index.ts'

async function run(argv: readonly string[], chunks: Iterable<string>, language: Language = 'en') {
  const lines: string[] = []
  const code = await runCommand(['triage', ...argv], {
    input: (async function* () {
      yield* chunks
    })(),
    out: (text) => {
      lines.push(...text.split('\n').filter(Boolean))
    },
    err: () => undefined,
    language,
  })
  return { code, lines }
}

const told = {
  language: expect.stringMatching(/^(id|en|jv|mixed)$/),
  kind: expect.stringMatching(/^(question|complaint|praise|idea|greeting|order|spam|other)$/),
  tone: expect.stringMatching(/^(positive|neutral|negative)$/),
  spam: expect.any(Number),
}

describe('percakapan triage', () => {
  test('each line gets its labels, in its order, and spam lies from 0 to 1', async () => {
    const texts = ['Kak, ini masih ada?', 'kecewa, pesanan saya rusak', 'main di 𝐊𝐔𝐃𝐀𝟖𝟖 gacor, auto maxwin', '', '😀']
    const answers = await answersTo(
      ['triage'],
      texts.map((text, n) => ({ id: String(n), text })),
    )
    for (const answer of answers) {
      expect(answer).toEqual({ id: expect.any(String), ...told })
      expect((answer as unknown as { spam: number }).spam).toBeGreaterThanOrEqual(0)
      expect((answer as unknown as { spam: number }).spam).toBeLessThanOrEqual(1)
    }
    expect(answers[2]).toMatchObject({ kind: 'spam' })
    expect(answers[1]).toMatchObject({ language: 'id', tone: 'negative' })
  })

  test('a bad line is answered in its place, and the others too', async () => {
    const { code, lines } = await run(
      ['--jsonl'],
      ['{"id":1,"text":"halo"}\nno JSON\n[]\n{"id":4}\n', '{"id":5,"text":"ok"}'],
    )
    expect(code).toBe(1)
    const rows = lines.map((line) => JSON.parse(line))
    expect(rows).toHaveLength(5)
    expect(rows[0]).toEqual({ id: 1, ...told })
    expect(rows[1]).toEqual({ error: expect.stringContaining('JSON') })
    expect(rows[3]).toEqual({ id: 4, error: expect.stringContaining('text') })
    expect(rows[4]).toEqual({ id: 5, ...told })
  })

  test('answers leave before all lines are there', async () => {
    let answered = 0
    let seenBeforeEnd = 0
    await runCommand(['triage', '--jsonl'], {
      input: (async function* () {
        for (let n = 0; n < 3_000; n++) yield `${JSON.stringify({ id: n, text: 'Kak, ini masih ada?' })}\n`
        seenBeforeEnd = answered
      })(),
      out: (text) => {
        answered += text.split('\n').length - 1
      },
      err: () => undefined,
      language: 'en',
    })
    expect(answered).toBe(3_000)
    expect(seenBeforeEnd).toBeGreaterThan(0)
  })

  test('one text in words of both languages, or as JSON', async () => {
    const words = async (language: Language) => (await run([], ['kecewa, pesanan saya rusak\n'], language)).lines[0]
    expect(await words('id')).toMatch(/^Bahasa: Indonesia\. Jenis: .+\. Nada: negatif\. Spam: \d+%\.$/)
    expect(await words('en')).toMatch(/^Language: Indonesian\. Kind: .+\. Tone: negative\. Spam: \d+%\.$/)
    expect(JSON.parse((await run(['--json'], ['halo'])).lines[0] as string)).toEqual(told)
  })
})
