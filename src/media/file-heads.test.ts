import type { FileHandle } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { step, walkOver, wipe } from './file-heads.ts'

const windowSize = 64 * 1024

/** A file of so many bytes, each its place in it; what is asked of it is noted. */
function file(size: number) {
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251))
  const reads: number[] = []
  const writes: [number, number][] = []
  const handle = {
    async read(buffer: Buffer, offset: number, length: number, position: number) {
      reads.push(position)
      const bytesRead = position < size ? bytes.copy(buffer, offset, position, Math.min(position + length, size)) : 0
      return { buffer, bytesRead }
    },
    async write(buffer: Buffer, offset: number, length: number, position: number) {
      writes.push([position, length])
      buffer.copy(bytes, position, offset, offset + length)
    },
  }
  // Of a file's handle, only `read` is used.
  return { handle: handle as unknown as FileHandle, bytes, reads, writes }
}

const at = (...places: number[]) => Buffer.from(places.map((place) => place % 251))
const sixteen = (from: number) => at(...Array.from({ length: 16 }, (_, index) => from + index))

test('heads that stand close to each other cost one read', async () => {
  const { handle, reads } = file(200_000)
  const { headAt } = walkOver(handle)
  expect(await headAt(0)).toEqual(sixteen(0))
  expect(await headAt(100)).toEqual(sixteen(100))
  expect(await headAt(windowSize - 16)).toEqual(sixteen(windowSize - 16))
  expect(reads).toEqual([0])
  // The last one would be cut.
  expect(await headAt(windowSize - 15)).toEqual(sixteen(windowSize - 15))
  expect(reads).toEqual([0, windowSize - 15])
  expect(await headAt(windowSize - 15)).toEqual(sixteen(windowSize - 15))
  expect(await headAt(50)).toEqual(sixteen(50))
  expect(reads).toEqual([0, windowSize - 15, 50])
})

test('at the end of a file a head is shorter, and behind it empty', async () => {
  const { headAt } = walkOver(file(20).handle)
  expect(await headAt(10)).toEqual(at(10, 11, 12, 13, 14, 15, 16, 17, 18, 19))
  expect(await headAt(20)).toHaveLength(0)
  expect(await headAt(500)).toHaveLength(0)
})

test('what is wiped is zeros from one place up to another, and nothing beside it', async () => {
  const { handle, bytes, writes } = file(200_000)
  await wipe(walkOver(handle), 5, 8)
  expect([...bytes.subarray(3, 10)]).toEqual([3, 4, 0, 0, 0, 8, 9])
  await wipe(walkOver(handle), 1000, 1000 + windowSize)
  expect(writes).toEqual([
    [5, 3],
    [1000, windowSize],
  ])
  await wipe(walkOver(handle), 100, 100 + windowSize + 1)
  expect(writes.slice(2)).toEqual([
    [100, windowSize],
    [100 + windowSize, 1],
  ])
  await wipe(walkOver(handle), 7, 7)
  expect(writes).toHaveLength(4)
})

test('a walk ends where it would go on too long, and wiping costs more than looking', async () => {
  const walk = walkOver(file(100).handle)
  step(walk, walk.left - 250)
  await wipe(walk, 0, 1)
  expect(walk.left).toBe(0)
  expect(() => step(walk)).toThrow(/too many parts/)
  await expect(wipe(walkOver(file(10).handle), 0, 1)).resolves.toBeUndefined()
  const almost = walkOver(file(100).handle)
  step(almost, almost.left - 1)
  step(almost)
  expect(almost.left).toBe(0)
  await expect(wipe(almost, 0, 1)).rejects.toMatchObject({ kind: 'wrong-input', field: 'file' })
})
