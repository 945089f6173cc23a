import { join } from 'node:path'
import type { Config } from '../config.ts'
import { bucket } from './bucket.ts'
import { folder } from './folder.ts'
import type { MediaStore } from './store.ts'

/** A folder of the data directory, or a bucket where `S3_…` is set. */
export function openMediaStore(config: Config): MediaStore {
  return config.s3 ? bucket(config.s3) : folder(join(config.dataDir, 'media'))
}
