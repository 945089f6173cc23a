import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { freePort } from './web.ts'

/** An S3 server in this process, with one bucket. It can go away and come back with its objects. */
export interface S3Server {
  /** The settings that lead to it. */
  env: Record<'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY' | 'S3_REGION', string>
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Signatures are checked: s3rver knows the one key pair `S3RVER`. */
export async function s3Server(): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), 'percakapan-s3-'))
  const port = await freePort()
  const start = async () => {
    const made = new S3rver({
      port,
      address: '127.0.0.1',
      silent: true,
      directory,
      configureBuckets: [{ name: 'kopi-senja', configs: [] }],
    })
    await made.run()
    return made
  }
  let server: S3rver | undefined = await start()
  const goAway = async () => {
    await server?.close()
    server = undefined
  }
  return {
    env: {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: 'kopi-senja',
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
      S3_REGION: 'us-east-1',
    },
    goAway,
    comeBack: async () => {
      server ??= await start()
    },
    close: async () => {
      await goAway()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
