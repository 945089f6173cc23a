import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
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
  ['UPLOADS_GB', '0'],
  ['UPLOADS_PERSON_GB', 'banyak'],
  ['LOG_LEVEL', 'loud'],
  ['DATABASE_URL', 'server:5432/percakapan'],
  ['DATABASE_URL', 'mysql://server/percakapan'],
  ['DATABASE_URL', 'postgres://rina:kata@sandi:x@[server/percakapan'],
  ['SMTP_URL', 'mail.contoh.id'],
  ['SMTP_URL', 'https://mail.contoh.id'],
  ['S3_ENDPOINT', 's3.contoh.id'],
  ['TRUSTED_PROXY', 'nginx'],
  ['METRICS_TOKEN', 'pendek'],
  ['ALLOW_PRIVATE_HOSTS', 'http://192.168.1.5:9000'],
  ['ALLOW_PRIVATE_HOSTS', '192.168.1.5'],
  ['FFMPEG', '/nowhere/ffmpeg'],
  ['FFMPEG', 'no-such-program'],
])('%s=%s is refused, and named', (name, value) => {
  expect(() => readConfig({ DATA_DIR: folder, [name]: value })).toThrowError(
    expect.objectContaining({ kind: 'wrong-input', field: name }),
  )
})

test('ffmpeg is found where programs are, named, or turned off; without it nothing is wrong', () => {
  const program = join(folder, process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg')
  writeFileSync(program, '', { mode: 0o755 })
  writeFileSync(join(folder, 'plain'), '', { mode: 0o644 })
  const found = (more: Record<string, string>) => readConfig({ DATA_DIR: folder, ...more }).ffmpeg
  expect(found({})).toBeUndefined()
  expect(found({ PATH: `/nowhere${delimiter}${folder}` })).toBe(program)
  expect(found({ FFMPEG: program })).toBe(program)
  expect(found({ FFMPEG: 'off', PATH: folder })).toBeUndefined()
  expect(() => found({ FFMPEG: join(folder, 'plain') })).toThrowError(expect.objectContaining({ field: 'FFMPEG' }))
  rmSync(program)
})

test('a password in a wrong address is not repeated', () => {
  const words = () => readConfig({ DATA_DIR: folder, SMTP_URL: 'https://rina:kata-rahasia@mail.contoh.id' })
  expect(words).toThrowError(expect.not.objectContaining({ message: expect.stringContaining('kata-rahasia') }))
  expect(words).toThrowError(/SMTP_URL/)
})

test('everything can be set', () => {
  const set = {
    PORT: '8080',
    HOST: '127.0.0.1',
    BASE_URL: 'https://contoh.id/',
    DATA_DIR: folder,
    DATABASE_URL: 'postgresql://rina:kata%40sandi@server:5432/percakapan?sslmode=require',
    SECRET_KEY: 'ab'.repeat(32),
    SMTP_URL: 'smtps://rina:sandi@mail.contoh.id',
    S3_ENDPOINT: 'https://s3.contoh.id/',
    S3_BUCKET: 'kopi',
    S3_ACCESS_KEY_ID: 'nama',
    S3_SECRET_ACCESS_KEY: 'kunci',
    LOG_LEVEL: 'debug',
    TRUSTED_PROXY: 'true',
    ALLOW_PRIVATE_HOSTS: '192.168.1.5:9000, nas.lokal:443',
    UNDO_SECONDS: '0',
    POLL_SECONDS: '5',
    CALL_SECONDS: '30',
    UPLOADS_GB: '7',
    UPLOADS_PERSON_GB: '3',
  }
  expect(readConfig(set)).toEqual({
    port: 8080,
    host: '127.0.0.1',
    baseUrl: 'https://contoh.id',
    dataDir: folder,
    databaseUrl: set.DATABASE_URL,
    secretKey: Buffer.alloc(32, 0xab),
    smtpUrl: set.SMTP_URL,
    s3: {
      endpoint: 'https://s3.contoh.id',
      bucket: 'kopi',
      accessKeyId: 'nama',
      secretAccessKey: 'kunci',
      region: 'auto',
    },
    logLevel: 'debug',
    trustedProxy: { hops: 1 },
    allowPrivateHosts: ['192.168.1.5:9000', 'nas.lokal:443'],
    undoSeconds: 0,
    pollSeconds: 5,
    callSeconds: 30,
    uploadsGb: 7,
    uploadsPersonGb: 3,
  })
})

test('a damaged key file is told, and not written over', () => {
  const damaged = mkdtempSync(join(tmpdir(), 'percakapan-config-'))
  writeFileSync(join(damaged, 'secret.key'), 'abc')
  try {
    expect(() => readConfig({ DATA_DIR: damaged })).toThrowError(/damaged/)
    expect(readFileSync(join(damaged, 'secret.key'), 'utf8')).toBe('abc')
  } finally {
    rmSync(damaged, { recursive: true })
  }
})

test('an object storage needs all of its parts', () => {
  expect(() => readConfig({ DATA_DIR: folder, S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'kopi' })).toThrowError(
    expect.objectContaining({ field: 'S3_ACCESS_KEY_ID' }),
  )
})
