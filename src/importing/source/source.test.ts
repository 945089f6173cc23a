import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { everythingIn, folderOf } from '../testing/read.ts'
import { renamed, zipOf } from '../testing/zip.ts'
import { openSource } from './open.ts'
import { pathInside } from './source.ts'
import { bytesOf, decoded, textOf } from './text.ts'

test.each([
  ['a/b.md', 'a/b.md'],
  ['./a.md', 'a.md'],
  ['a\\b.md', 'a/b.md'],
  ['../a.md', undefined],
  ['a/../../b.md', undefined],
  ['a\\..\\..\\b.md', undefined],
  ['/etc/passwd', undefined],
  ['C:\\a.md', undefined],
  ['__MACOSX/a.md', undefined],
  ['a/.DS_Store', undefined],
  ['', undefined],
])('%s lies inside as %s', (name, path) => {
  expect(pathInside(name)).toBe(path)
})

test('an archive’s files, in the order of their numbers', async () => {
  const folder = await folderOf({
    'a.zip': await zipOf({ 'p-10.md': 'sepuluh', 'p-2.md': 'dua', '__MACOSX/p-2.md': 'x' }),
  })
  const source = await openSource([join(folder, 'a.zip')])
  expect(source.files.map(({ path, size }) => [path, size])).toEqual([
    ['p-2.md', 3],
    ['p-10.md', 7],
  ])
  expect(await textOf(source.files[0] as never)).toBe('dua')
  await source.close()
})

test('a name that leads out of the archive is left out and told, whatever is beside it', async () => {
  const zip = await zipOf({ 'aXX/x.md': 'jahat', 'b.md': 'baik' })
  const evil = renamed(zip, 'aXX/x.md', '../../xx')
  const source = await openSource([join(await folderOf({ 'a.zip': evil }), 'a.zip')])
  expect(source.files.map(({ path }) => path)).toEqual(['b.md'])
  expect(source.refused).toEqual(['../../xx'])
  await source.close()
})

test('what systems put beside files is no fault; a second file of a name is one', async () => {
  const zip = await zipOf({ '__MACOSX/._a.md': 'x', 'a.md': 'satu', 'b.md': 'dua' })
  const twice = renamed(zip, 'b.md', 'a.md')
  const source = await openSource([join(await folderOf({ 'a.zip': twice }), 'a.zip')])
  expect([source.files.map(({ path }) => path), source.refused]).toEqual([['a.md'], ['a.md']])
  expect(await textOf(source.files[0] as never)).toBe('satu')
  await source.close()
})

test('an archive that unpacks to very much more than it is, is refused before it is unpacked', async () => {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.alloc(80 * 2 ** 20), 'a.xml')
  zip.end()
  const source = await openSource([join(await folderOf({ 'a.zip': await buffer(zip.outputStream) }), 'a.zip')])
  await expect(bytesOf(source.files[0] as never, 2 ** 30)).rejects.toThrow('too large')
  await source.close()
})

test('a cut archive says so', async () => {
  const zip = await zipOf({ 'a.md': 'x'.repeat(5000) })
  await expect(openSource([join(await folderOf({ 'a.zip': zip.subarray(0, 60) }), 'a.zip')])).rejects.toThrow('damaged')
})

test('a packed file is read as what is in it', async () => {
  const source = await openSource([join(await folderOf({ 'a.xml.gz': gzipSync('<a/>') }), 'a.xml.gz')])
  expect(source.files[0]?.path).toBe('a.xml')
  expect(await textOf(source.files[0] as never)).toBe('<a/>')
})

test('links in a folder are not followed', async () => {
  const folder = await folderOf({ 'in/a.md': 'a', 'rahasia.md': 'x' })
  await symlink(join(folder, 'rahasia.md'), join(folder, 'in', 'b.md'))
  await mkdir(join(folder, 'in', 'c'))
  await writeFile(join(folder, 'in', 'c', 'd.md'), 'd')
  const { files } = await openSource([join(folder, 'in')])
  expect(files.map(({ path }) => path)).toEqual(['a.md', 'c/d.md'])
})

test('nothing there, and nothing in it', async () => {
  const folder = await folderOf({})
  await expect(openSource([join(folder, 'tidak-ada.xml')])).rejects.toThrow('no such file')
  await expect(openSource([folder])).rejects.toThrow('nothing in it')
})

test.each([
  [[0xff, 0xfe, 0x48, 0], 'H'],
  [[0xfe, 0xff, 0, 0x48], 'H'],
  [[0xef, 0xbb, 0xbf, 0x48], 'H'],
  [[0x63, 0x61, 0x66, 0xe9], 'café'],
])('bytes %j are read as %s', async (bytes, text) => {
  const source = await openSource([join(await folderOf({ 'a.md': Uint8Array.from(bytes) }), 'a.md')])
  expect(await textOf(source.files[0] as never)).toBe(text)
})

test('attacks#A16 an export that declares entities of its own: none is put in, and no file is read', async () => {
  const laughs =
    '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY luar SYSTEM "file:///etc/passwd">'
  const title = '&b; &luar;'
  const folder = await folderOf({
    'blog.xml': `<?xml version="1.0"?><!DOCTYPE rss [${laughs}]><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>${title}</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>`,
  })
  const { items } = await everythingIn([folder])
  expect(items[0]?.title).not.toMatch(/haha|root:/)
})

test.each([
  ['UTF-8 that calls itself UTF-16', Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>é</a>')],
  ['UTF-8 with a mark that calls itself UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="utf-16"?><a>é</a>')],
  ['UTF-8 that calls itself UTF-16LE', Buffer.from('<?xml version="1.0" encoding="UTF-16LE"?><a>é</a>')],
  ['UTF-16 that calls itself UTF-8', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>é</a>', 'utf16le')],
  ['UTF-8 that calls itself UCS-2', Buffer.from('<?xml version="1.0" encoding="ISO-10646-UCS-2"?><a>é</a>')],
])('%s is read as what it is', async (_what, bytes) => {
  const pieces: string[] = []
  for await (const piece of decoded(Readable.from([bytes]))) pieces.push(piece)
  expect(pieces.join('')).toContain('<a>é</a>')
})
