import { expect, it } from 'vitest'
import { extensionOf, multipart, sourceOf } from './multipart.ts'
import type { MediaSource } from './network.ts'

const sent = (form: ReturnType<typeof multipart>) =>
  new Request('https://contoh.id', { method: 'POST', ...form, duplex: 'half' } as RequestInit).formData()

it('is a form as any server reads it', async () => {
  const bytes = new Uint8Array([0, 13, 10, 45, 45, 255])
  const form = await sent(
    multipart({ 'kata "satu"': 'Halo 🙂\r\n--' }, [
      { field: 'berkas', filename: 'a"b.png', source: sourceOf(bytes, 'image/png') },
    ]),
  )
  expect(form.get('kata "satu"')).toBe('Halo 🙂\r\n--')
  const file = form.get('berkas') as File
  expect([file.name, file.type]).toEqual(['a"b.png', 'image/png'])
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
})

it('reads a large file in pieces, and only as they are sent', async () => {
  const reads: [number, number][] = []
  const source: MediaSource = {
    bytes: 9 * 1024 * 1024,
    mime: 'video/mp4',
    read: async (start, end) => {
      reads.push([start, end])
      return new Uint8Array(end - start)
    },
  }
  const form = multipart({}, [{ field: 'video', filename: 'v.mp4', source }])
  expect(reads).toEqual([])
  expect(((await sent(form)).get('video') as File).size).toBe(source.bytes)
  const mega = 1024 * 1024
  expect(reads).toEqual([
    [0, 4 * mega],
    [4 * mega, 8 * mega],
    [8 * mega, 9 * mega],
  ])
})

it('says how long it is', async () => {
  const files = [{ field: 'berkas', filename: 'é.png', source: sourceOf(new Uint8Array(7), 'image/png') }]
  const form = multipart({ kata: 'Halo 🙂' }, files)
  const whole = await new Response(form.body).arrayBuffer()
  expect(form.headers['content-length']).toBe(String(whole.byteLength))
})

it('names files by their kind', () => {
  expect(['image/jpeg', 'image/png', 'video/mp4', 'video/quicktime', '?'].map(extensionOf)).toEqual([
    'jpg',
    'png',
    'mp4',
    'mov',
    'bin',
  ])
})
