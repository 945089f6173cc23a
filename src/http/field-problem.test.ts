import { z } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { articleCreate } from './api/articles.ts'
import { plannedInstant } from './api/shared.ts'
import { fieldProblem } from './field-problem.ts'

const shape = z.strictObject({
  text: z.string().min(1).max(12).optional(),
  long: z.string().min(3).optional(),
  code: z.string().length(4).optional(),
  n: z.number().int().min(1).max(99).optional(),
  above: z.number().positive().optional(),
  step: z.number().multipleOf(5).optional(),
  on: z.boolean().optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  pair: z.array(z.string()).length(2).optional(),
  state: z.enum(['open', 'done']).optional(),
  only: z.literal('post').optional(),
  mail: z.email().optional(),
  url: z.url().optional(),
  id: z.uuid().optional(),
  at: z.iso.datetime().optional(),
  day: z.iso.date().optional(),
  form: z.string().regex(/^#/).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  days: z.union([z.literal(1), z.literal(7), z.literal(30)]).optional(),
  site: z.union([z.literal(''), z.url()]).optional(),
  year: z.number().int().min(1970).max(9999).optional(),
  font: z.enum(['', 'serif']).optional(),
  kind: z
    .discriminatedUnion('what', [z.object({ what: z.literal('a') }), z.object({ what: z.literal('b') })])
    .optional(),
  inner: z.object({ deep: z.string() }).optional(),
  map: z.record(z.string(), z.number()).optional(),
  ours: z
    .string()
    .refine((text) => text === 'ya', { params: { words: { id: 'tulislah ya.', en: 'write ya.' } } })
    .optional(),
  own: z
    .string()
    .refine((text) => text === 'ya', 'made in English')
    .optional(),
})

test.each([
  [{ text: '' }, 'text', 'belum diisi.', 'it is missing.'],
  [{ text: 'x'.repeat(13) }, 'text', 'paling banyak 12 karakter.', 'at most 12 characters.'],
  [{ text: 5 }, 'text', 'harus berupa teks.', 'it must be text.'],
  [{ long: 'a' }, 'long', 'paling sedikit 3 karakter.', 'at least 3 characters.'],
  [{ code: 'a' }, 'code', 'harus tepat 4 karakter.', 'it must have exactly 4 characters.'],
  [{ n: 0 }, 'n', 'paling kecil 1.', 'at least 1.'],
  [{ n: 100 }, 'n', 'paling besar 99.', 'at most 99.'],
  [{ n: 1.5 }, 'n', 'harus berupa bilangan bulat.', 'it must be a whole number.'],
  [{ n: 'x' }, 'n', 'harus berupa angka.', 'it must be a number.'],
  [{ above: 0 }, 'above', 'harus lebih besar dari 0.', 'it must be more than 0.'],
  [{ step: 3 }, 'step', 'harus kelipatan 5.', 'it must be a multiple of 5.'],
  [{ on: 'ya' }, 'on', 'harus true atau false.', 'it must be true or false.'],
  [{ list: [] }, 'list', 'paling sedikit 1 butir.', 'at least 1 entry.'],
  [{ list: ['a', 'b', 'c'] }, 'list', 'paling banyak 2 butir.', 'at most 2 entries.'],
  [{ list: 'a' }, 'list', 'harus berupa daftar.', 'it must be a list.'],
  [{ list: ['a', 1] }, 'list.1', 'harus berupa teks.', 'it must be text.'],
  [{ pair: ['a'] }, 'pair', 'harus tepat 2 butir.', 'it must have exactly 2 entries.'],
  [{ state: 'x' }, 'state', 'pilih salah satu dari open, done.', 'choose one of open, done.'],
  [{ font: 'x' }, 'font', 'pilih salah satu dari "", serif.', 'choose one of "", serif.'],
  [{ days: 2 }, 'days', 'pilih salah satu dari 1, 7, 30.', 'choose one of 1, 7, 30.'],
  [{ site: 'x' }, 'site', 'bukan alamat web.', 'it is no web address.'],
  [{ year: 20 }, 'year', 'paling kecil 1970.', 'at least 1970.'],
  [{ only: 'x' }, 'only', 'di sini hanya post yang diterima.', 'only post is accepted here.'],
  [{ mail: 'x' }, 'mail', 'bukan alamat surel.', 'it is no email address.'],
  [{ url: 'x' }, 'url', 'bukan alamat web.', 'it is no web address.'],
  [{ id: 'x' }, 'id', 'bukan pengenal', 'it is no identifier'],
  [{ at: 'x' }, 'at', 'bukan waktu yang dapat dibaca', 'it is no time that can be read'],
  [{ day: 'x' }, 'day', 'bukan tanggal yang dapat dibaca', 'it is no date that can be read'],
  [{ form: 'x' }, 'form', 'bentuknya tidak seperti yang diminta.', 'it is not in the form'],
  [{ either: true }, 'either', 'harus berupa teks.', 'it must be text.'],
  [{ kind: { what: 'c' } }, 'kind.what', 'pilih salah satu dari a, b.', 'choose one of a, b.'],
  [{ inner: {} }, 'inner.deep', 'belum diisi.', 'it is missing.'],
  [{ inner: 'x' }, 'inner', 'harus berupa objek', 'it must be an object'],
  [{ map: { a: 'x' } }, 'map.a', 'harus berupa angka.', 'it must be a number.'],
  [{ ours: 'no' }, 'ours', 'tulislah ya.', 'write ya.'],
  [{ own: 'no' }, 'own', 'tidak dapat dipakai', 'can’t be used'],
  [{ strange: 1 }, '', 'tidak dikenal: strange.', 'not known: strange.'],
] as const)('%o is told in both languages', (body, field, id, en) => {
  const read = shape.safeParse(body)
  const problem = fieldProblem(read.error?.issues[0])
  expect(problem.kind).toBe('wrong-input')
  expect(problem.field).toBe(field)
  expect(problem.words.id).toContain(id)
  expect(problem.words.en).toContain(en)
  // Nothing of the parser's own English is left in either.
  for (const words of Object.values(problem.words))
    expect(words).not.toMatch(/Invalid|expected|received|Too (big|small)|made in/)
})

test.each(['9999-12-31T24:00:00Z', '9999-12-31T23:59:59-12:00', '1999-12-31T23:59:59Z', '2101-01-01T00:00:00Z'])(
  '%s is planned for by nobody',
  (at) => {
    expect(plannedInstant.safeParse(at).success).toBe(false)
    expect(plannedInstant.safeParse('2100-12-31T23:59:59Z').success).toBe(true)
  },
)

test.each(['.', '..', ' .. '])('a tag of dots has no address, and is refused with words: %j', (tag) => {
  const { error } = articleCreate.safeParse({ tags: ['kopi', tag] })
  expect(fieldProblem(error?.issues[0]).toString()).toContain('one dot or two')
  expect(articleCreate.safeParse({ tags: ['...', '.net'] }).success).toBe(true)
})
