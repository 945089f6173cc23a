import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folder } from './folder.ts'
import { smallName, smallPicture } from './small.ts'
import type { MediaStore } from './store.ts'

let path = ''
let store: MediaStore
const read: string[] = []
const id = '01900000-0000-7000-8000-000000000001'

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'small-'))
  const files = folder(path)
  store = {
    ...files,
    get: (name) => {
      read.push(name)
      return files.get(name)
    },
  }
})
afterAll(() => rm(path, { recursive: true, force: true }))

const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#7a3e1d', noise: { type: 'gaussian', mean: 120, sigma: 40 } },
  })
    .jpeg()
    .toBuffer()

test('a picture is made small once, however many ask, and kept beside the whole one', async () => {
  await store.put(`${id}.jpg`, await picture(2000, 1000), 'image/jpeg')
  const all = await Promise.all(Array.from({ length: 5 }, () => smallPicture(store, `${id}.jpg`)))
  expect(read.filter((name) => name === `${id}.jpg`)).toHaveLength(1)
  expect(await sharp(all[4]).metadata()).toMatchObject({ format: 'webp', width: 400, height: 200 })
  await store.delete(`${id}.jpg`)
  const kept = await smallPicture(store, `${id}.jpg`)
  expect(kept?.equals(all[0] as Buffer)).toBe(true)
})

test('a small picture stays as large as it is', async () => {
  await store.put(
    'little.png',
    await sharp(await picture(60, 40))
      .png()
      .toBuffer(),
    'image/png',
  )
  expect(await sharp(await smallPicture(store, 'little.png')).metadata()).toMatchObject({ width: 60, height: 40 })
})

test('a video and what can’t be decoded have none; what is not there is gone', async () => {
  expect(await smallPicture(store, 'film.mp4')).toBeUndefined()
  await store.put('broken.jpg', Buffer.from('no picture'), 'image/jpeg')
  expect(await smallPicture(store, 'broken.jpg')).toBeUndefined()
  await expect(smallPicture(store, 'nowhere.jpg')).rejects.toMatchObject({ kind: 'gone' })
})

test('a store that takes nothing more still shows it', async () => {
  await store.put('full.jpg', await picture(900, 900), 'image/jpeg')
  const full = { ...store, put: () => Promise.reject(new Error('no space')) }
  expect(await sharp(await smallPicture(full, 'full.jpg')).metadata()).toMatchObject({ width: 400 })
  await expect(store.get(smallName('full.jpg'))).rejects.toMatchObject({ kind: 'gone' })
})
