import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'percakapan-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('nothing is needed: a key is made once, for its owner’s eyes only', () => {
  const first = readConfig({ DATA_DIR: folder })
  expect(first).toMatchObject({ port: 3000, baseUrl: 'http://localhost:3000', databaseUrl: undefined, undoSeconds: 10 })
  expect(first.secretKey).toHaveLength(32)
  expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
  expect(readConfig({ DATA_DIR: folder }).secretKey.equals(first.secretKey)).toBe(true)
})

test.each([
  ['PORT', 'tiga ribu'],
  ['PORT', '70000'],
  ['BASE_URL', 'blog.contoh.id'],
  ['BASE_URL', 'https://contoh.id/blog'],
  ['SECRET_KEY', 'pendek'],
  ['UNDO_SECONDS', '-1'],
  ['POLL_SECONDS', '0.5'],
])('%s=%s is refused, and named', (name, value) => {
  expect(() => readConfig({ DATA_DIR: folder, [name]: value })).toThrowError(
    expect.objectContaining({ kind: 'wrong-input', field: name }),
  )
})

test('an object storage needs all of its parts', () => {
  expect(() => readConfig({ DATA_DIR: folder, S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'kopi' })).toThrowError(
    expect.objectContaining({ field: 'S3_ACCESS_KEY_ID' }),
  )
})
