import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { Config } from '../config.ts'
import { Problem } from '../core/problem.ts'

/** Where the bytes of pictures lie. Names are ours (an id and an ending): nobody's file name reaches a path. */
export interface MediaStore {
  put(name: string, bytes: Uint8Array, mime: string): Promise<void>
  /** @throws Problem `gone` */
  get(name: string): Promise<Buffer>
}

/** A folder of the data directory, or a bucket where `S3_…` is set. */
export function openMediaStore(config: Config): MediaStore {
  return config.s3 ? bucket(config.s3) : folder(join(config.dataDir, 'media'))
}

function folder(path: string): MediaStore {
  return {
    put: async (name, bytes) => {
      await mkdir(path, { recursive: true, mode: 0o700 })
      // Written beside and renamed: a power cut leaves the whole picture or none.
      const file = await open(join(path, `${name}.new`), 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(join(path, `${name}.new`), join(path, name))
    },
    get: (name) =>
      readFile(join(path, name)).catch((cause) => {
        throw lost(cause)
      }),
  }
}

function bucket(s3: NonNullable<Config['s3']>): MediaStore {
  const client = new AwsClient({
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    region: s3.region,
    service: 's3',
  })
  const address = (name: string) => `${s3.endpoint}/${s3.bucket}/media/${name}`
  return {
    put: async (name, bytes, mime) => {
      const answer = await client.fetch(address(name), {
        method: 'PUT',
        body: bytes as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': mime },
      })
      if (!answer.ok) throw refused(answer.status)
    },
    get: async (name) => {
      const answer = await client.fetch(address(name))
      if (answer.status === 404) throw lost()
      if (!answer.ok) throw refused(answer.status)
      return Buffer.from(await answer.arrayBuffer())
    },
  }
}

function lost(cause?: unknown): Problem {
  return new Problem(
    'gone',
    {
      id: 'Berkas gambar ini tidak ada lagi. Unggah sekali lagi.',
      en: 'This picture’s file is no longer there. Upload it again.',
    },
    { cause },
  )
}

function refused(status: number): Problem {
  return new Problem(
    'unavailable',
    {
      id: 'Penyimpanan gambar (S3) menolak dengan kode {status}. Periksa pengaturan S3_… lalu coba lagi.',
      en: 'The picture storage (S3) refused with code {status}. Check the S3_… settings and try again.',
    },
    { values: { status } },
  )
}
