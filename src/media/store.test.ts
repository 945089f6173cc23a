import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '../config.ts'
import { type S3Server, s3Server } from '../testing/s3-server.ts'
import { openMediaStore, probeStore } from './index.ts'

const parent = mkdtempSync(join(tmpdir(), 'percakapan-store-'))
let server: S3Server
beforeAll(async () => {
  server = await s3Server()
})
afterAll(async () => {
  await server.close()
  rmSync(parent, { recursive: true, force: true })
})

const configOf = (env: Record<string, string>): Config =>
  readConfig({ DATA_DIR: mkdtempSync(join(parent, 'd-')), SECRET_KEY: 'ab'.repeat(32), ...env })
const picture = randomBytes(300_000)
/** As pictures are named: an id and an ending. */
const name = '3f0e6f9c-4c1e-4c39-9d53-0a4d31c7a001.jpg'

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  const open = () => openMediaStore(configOf(kind === 'a bucket' ? server.env : {}))

  test('gives back what was put in, byte for byte, and takes it away', async () => {
    const store = open()
    await store.put(name, picture, 'image/jpeg')
    expect((await store.get(name)).equals(picture)).toBe(true)
    const other = randomBytes(50)
    await store.put(name, other, 'image/jpeg')
    expect((await store.get(name)).equals(other)).toBe(true)
    await store.delete(name)
    await expect(store.get(name)).rejects.toMatchObject({ kind: 'gone' })
    await store.delete(name)
  })

  test('takes the same name from many at once', async () => {
    const store = open()
    await Promise.all(Array.from({ length: 20 }, () => store.put(name, picture, 'image/jpeg')))
    expect((await store.get(name)).equals(picture)).toBe(true)
  })

  test('says that something is not there', async () => {
    await expect(open().get('3f0e6f9c-4c1e-4c39-9d53-0a4d31c7a0ff.png')).rejects.toMatchObject({ kind: 'gone' })
  })
})

describe('a bucket, when something is wrong', () => {
  const refusal = async (env: Record<string, string>) => {
    const config = configOf({ ...server.env, ...env })
    const problem = await probeStore(config)
    await expect(openMediaStore(config).put(name, picture, 'image/jpeg')).rejects.toMatchObject({
      kind: 'unavailable',
      words: problem?.words,
    })
    return problem
  }

  test('a bucket that does not exist is named', async () => {
    const problem = await refusal({ S3_BUCKET: 'teh-pagi' })
    expect(problem).toMatchObject({
      field: 'S3_BUCKET',
      words: { en: expect.stringContaining('no bucket “teh-pagi”') },
    })
  })

  test('an address that is none', async () => {
    expect(() => configOf({ ...server.env, S3_ENDPOINT: 's3.contoh.id' })).toThrowError(
      expect.objectContaining({ field: 'S3_ENDPOINT' }),
    )
  })

  test('a server that is away, and comes back with what it had', async () => {
    const config = configOf(server.env)
    const store = openMediaStore(config)
    await store.put(name, picture, 'image/jpeg')
    await server.goAway()
    const problem = await probeStore(config)
    expect(problem).toMatchObject({ kind: 'unavailable', words: { en: expect.stringContaining('ECONNREFUSED') } })
    expect(problem?.field).toBeUndefined()
    await expect(store.get(name)).rejects.toMatchObject({ kind: 'unavailable' })
    await server.comeBack()
    expect(await probeStore(config)).toBeUndefined()
    expect((await store.get(name)).equals(picture)).toBe(true)
  })

  test('a server in trouble is asked again a few times', async () => {
    const { asked, store, close } = await scripted(503, 'SlowDown')
    await expect(store.get(name)).rejects.toMatchObject({ kind: 'unavailable' })
    // The bucket stands in the path.
    expect(asked).toEqual(Array.from({ length: 4 }, () => `GET /kopi-senja/media/${name}`))
    close()
  })

  test('a server that never answers does not hold the start up', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const config = configOf({ ...server.env, S3_ENDPOINT: `http://127.0.0.1:${port}` })
    const problem = await probeStore(config, 0.3)
    expect(problem).toMatchObject({ kind: 'unavailable', words: { en: expect.stringContaining('TimeoutError') } })
    expect(problem?.field).toBeUndefined()
    silent.closeAllConnections()
    silent.close()
  })

  // s3rver takes any secret; these are the answers of S3 itself.
  test.each([
    [403, 'SignatureDoesNotMatch', 'S3_ACCESS_KEY_ID'],
    [403, 'InvalidAccessKeyId', 'S3_ACCESS_KEY_ID'],
    [301, 'PermanentRedirect', 'S3_REGION'],
    [307, 'TemporaryRedirect', 'S3_REGION'],
    [400, 'AuthorizationHeaderMalformed', 'S3_ENDPOINT'],
  ])('%i %s is laid at the door of %s, once, and not followed', async (status, code, field) => {
    const { asked, config, close } = await scripted(status, code)
    const problem = await probeStore(config)
    expect(problem).toMatchObject({ field, words: { id: expect.stringContaining(`${status} ${code}`) } })
    expect(JSON.stringify([problem?.words, problem?.message])).not.toContain('rahasia-sekali')
    expect(asked).toHaveLength(1)
    close()
  })
})

/** A server that answers everything alike, as S3 writes its errors. */
async function scripted(status: number, code: string) {
  const asked: string[] = []
  const other = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    const location = `${server.env.S3_ENDPOINT}/kopi-senja/media/${name}`
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`
    response.writeHead(status, { 'content-type': 'application/xml', location }).end(body)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const config = configOf({
    ...server.env,
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_SECRET_ACCESS_KEY: 'rahasia-sekali',
  })
  return { asked, config, store: openMediaStore(config), close: () => other.close() }
}
