import { join } from 'node:path'
import type { Config } from '../config.ts'
import { bucket } from './bucket.ts'
import { folder } from './folder.ts'
import { lost, type MediaStore } from './store.ts'

/** What a file of the store may be called: never a way to somewhere else. */
export const plainFileName = /^[\w-]+\.[a-z0-9]{1,8}$/

/** Opens the folder of the data directory, or the bucket where `S3_…` is set. A name that is not of our shape (an id and an extension) is `gone`. */
export function openMediaStore(config: Config): MediaStore {
  return plainNamesOnly(config.s3 ? bucket(config.s3) : folder(join(config.dataDir, 'media')))
}

/** Names come from rows, and rows may come from a manipulated backup. */
function plainNamesOnly(store: MediaStore): MediaStore {
  const { pathOf } = store
  return {
    put: async (name, ...more) => store.put(plain(name), ...more),
    get: async (name) => store.get(plain(name)),
    putFile: async (name, ...more) => store.putFile(plain(name), ...more),
    size: async (name) => store.size(plain(name)),
    read: async (name, ...more) => store.read(plain(name), ...more),
    ...(pathOf ? { pathOf: (name) => pathOf(plain(name)) } : {}),
    delete: async (name) => store.delete(plain(name)),
  }
}

function plain(name: string): string {
  if (!plainFileName.test(name)) throw lost(new Error('the name of the file is no plain one'))
  return name
}
