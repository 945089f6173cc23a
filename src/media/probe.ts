import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { Problem } from '../core/problem.ts'
import { bucket } from './bucket.ts'

/**
 * Writes, reads and deletes one small object, as pictures are. A folder of ours needs no such look.
 * @param seconds how long one step may take: a start waits for it
 * @returns what is wrong; its `field` names the setting where one is to blame
 */
export async function probeStore(config: Config, seconds = 10): Promise<Problem | undefined> {
  if (!config.s3) return undefined
  const store = bucket(config.s3, seconds)
  const name = `probe-${randomUUID()}.txt`
  try {
    await store.put(name, Buffer.from('percakapan'), 'text/plain')
    await store.get(name)
    await store.delete(name)
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
