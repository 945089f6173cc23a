import { open } from 'node:fs/promises'
import { AwsClient } from 'aws4fetch'
import type { Config } from '../config.ts'
import { Problem, StorageProblem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { lost, type MediaStore } from './store.ts'

type S3 = NonNullable<Config['s3']>

const callSeconds = 60

/**
 * Pictures in a bucket, addressed by path (`ENDPOINT/BUCKET/media/NAME`), which every S3 server understands.
 * The endpoint is a setting of whoever runs the server, and often a private host: it is reached directly, not through the guarded
 * client, which is for addresses that come from people; for that reason no redirect is followed.
 * @param seconds what one call may take
 */
export function bucket(s3: S3, seconds = callSeconds): MediaStore {
  return {
    put: async (name, bytes, mime) => {
      const body = bytes as Uint8Array<ArrayBuffer>
      await ask(s3, seconds, name, { method: 'PUT', body, headers: { 'content-type': mime } })
    },
    get: async (name) => Buffer.from(await (await ask(s3, seconds, name, { method: 'GET' })).arrayBuffer()),
    putFile: (name, path, mime) => putInPieces(s3, seconds, name, path, mime),
    size: async (name) => Number((await ask(s3, seconds, name, { method: 'HEAD' })).headers.get('content-length')),
    read: async (name, start, end) => {
      if (end <= start) return Buffer.alloc(0)
      const headers = { range: `bytes=${start}-${end - 1}` }
      return Buffer.from(await (await ask(s3, seconds, name, { method: 'GET', headers })).arrayBuffer())
    },
    delete: async (name) => {
      await ask(s3, seconds, name, { method: 'DELETE' }).catch((error: unknown) => {
        if (!(error instanceof Problem && error.kind === 'gone')) throw error
      })
    },
  }
}

const pieceBytes = 8 * 1024 * 1024

/** A big file in pieces, so that no whole one is ever in memory: https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
async function putInPieces(s3: S3, seconds: number, name: string, path: string, mime: string): Promise<void> {
  const begun = await ask(s3, seconds, `${name}?uploads`, { method: 'POST', headers: { 'content-type': mime } })
  const id = /<UploadId>\s*([^<]+?)\s*<\/UploadId>/.exec(await begun.text())?.[1] ?? ''
  const upload = `uploadId=${encodeURIComponent(id)}`
  const file = await open(path, 'r')
  try {
    const tags: string[] = []
    for (let number = 1; ; number++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes)
      if (bytesRead === 0 && number > 1) break
      const body = new Uint8Array(buffer.subarray(0, bytesRead))
      const answer = await ask(s3, seconds, `${name}?partNumber=${number}&${upload}`, { method: 'PUT', body })
      tags.push(answer.headers.get('etag') ?? '')
      if (bytesRead < pieceBytes) break
    }
    const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
    const body = `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`
    await (await ask(s3, seconds, `${name}?${upload}`, { method: 'POST', body })).text()
  } catch (error) {
    // Pieces of an unfinished multipart upload stay in the bucket, and cost money, until it is aborted.
    await ask(s3, seconds, `${name}?${upload}`, { method: 'DELETE' }).catch(() => undefined)
    throw error
  } finally {
    await file.close()
  }
}

/** @throws Problem `gone`; `unavailable`, whose `field` names the setting where one is to blame */
async function ask(s3: S3, seconds: number, name: string, init: RequestInit): Promise<Response> {
  const answer = await send(s3, seconds, name, init)
  if (answer.ok) return answer
  const code = /<Code>\s*(\w+)\s*<\/Code>/.exec(await answer.text())?.[1] ?? ''
  if (answer.status === 404 && code !== 'NoSuchBucket') throw lost()
  throw refused(s3, answer.status, code)
}

async function send(s3: S3, seconds: number, name: string, init: RequestInit): Promise<Response> {
  if (!URL.canParse(s3.endpoint) || !/^https?:$/.test(new URL(s3.endpoint).protocol))
    throw problem(wrongEndpoint, { endpoint: s3.endpoint }, 'S3_ENDPOINT')
  const { accessKeyId, secretAccessKey, region } = s3
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const address = `${s3.endpoint}/${encodeURIComponent(s3.bucket)}/media/${name}`
  try {
    return await client.fetch(address, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(seconds * 1000),
    })
  } catch (cause) {
    const { cause: inner, name: kind } = cause as { cause?: { code?: string }; name?: string }
    throw problem(unreachable, { endpoint: s3.endpoint, why: inner?.code ?? kind ?? '' }, undefined, cause)
  }
}

function refused(s3: S3, status: number, code: string): Problem {
  const why = code ? `${status} ${code}` : String(status)
  if (code === 'NoSuchBucket') return problem(noBucket, { bucket: s3.bucket, endpoint: s3.endpoint }, 'S3_BUCKET')
  if (status === 401 || status === 403) return problem(notAllowed, { bucket: s3.bucket, why }, 'S3_ACCESS_KEY_ID')
  if (status >= 300 && status < 400) return problem(elsewhere, { bucket: s3.bucket, why }, 'S3_REGION')
  if (status >= 400 && status < 500) return problem(wrongSomehow, { why }, 'S3_ENDPOINT')
  return problem(failing, { why })
}

function problem(words: Words, values: Record<string, string>, field?: string, cause?: unknown): Problem {
  return new StorageProblem(words, { values, cause, ...(field ? { field } : {}) })
}

const wrongEndpoint = {
  id: 'S3_ENDPOINT harus alamat seperti https://s3.contoh.id, bukan “{endpoint}”.',
  en: 'S3_ENDPOINT must be an address like https://s3.example.com, not “{endpoint}”.',
}
const unreachable = {
  id: 'Penyimpanan gambar (S3) di {endpoint} tidak dapat dihubungi ({why}). Periksa apakah ia berjalan dan apakah S3_ENDPOINT benar, lalu coba lagi.',
  en: 'The picture storage (S3) at {endpoint} can’t be reached ({why}). See whether it runs and whether S3_ENDPOINT is right, then try again.',
}
const noBucket = {
  id: 'Wadah “{bucket}” tidak ada di penyimpanan gambar {endpoint}. Buat wadah itu, atau perbaiki S3_BUCKET.',
  en: 'The picture storage {endpoint} has no bucket “{bucket}”. Create it, or fix S3_BUCKET.',
}
const notAllowed = {
  id: 'Penyimpanan gambar (S3) tidak mengizinkan kunci ini memakai wadah “{bucket}” ({why}). Periksa S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, dan izin kunci itu: baca, tulis, hapus.',
  en: 'The picture storage (S3) doesn’t let this key use the bucket “{bucket}” ({why}). Check S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and what that key may do: read, write, delete.',
}
const elsewhere = {
  id: 'Wadah “{bucket}” ada di tempat lain ({why}). Periksa S3_REGION dan S3_ENDPOINT.',
  en: 'The bucket “{bucket}” is somewhere else ({why}). Check S3_REGION and S3_ENDPOINT.',
}
const wrongSomehow = {
  id: 'Penyimpanan gambar (S3) menolak permintaan ini ({why}). Periksa pengaturan S3_….',
  en: 'The picture storage (S3) refused this request ({why}). Check the S3_… settings.',
}
const failing = {
  id: 'Penyimpanan gambar (S3) sedang bermasalah ({why}). Tunggu sebentar lalu coba lagi; yang sudah tersimpan tetap aman.',
  en: 'The picture storage (S3) has trouble ({why}). Wait a moment and try again; what was saved before is safe.',
}
