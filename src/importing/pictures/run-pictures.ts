/** Pictures and videos of one import: each is taken once, from its files or from the web, and remembered in a row. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor, Context } from '../../context.ts'
import { Problem, StorageProblem } from '../../core/problem.ts'
import type { Words } from '../../core/words.ts'
import { inWorkspace, isDatabaseError } from '../../db/client.ts'
import { addPictureOnce, addVideoOnce, largestUpload, largestVideo, type MediaRow } from '../../media/index.ts'
import type { Source, SourceFile } from '../source/source.ts'
import { bytesOf, copyOf } from '../source/text.ts'
import { FileIndex, type Named } from './file-index.ts'
import { originalsOf } from './originals.ts'

/** What became of a picture. */
export type Taken = { mediaId: string; file: string } | { reason: Words }

/** A picture as an article shows it. */
export interface Shown extends Named {
  alt: string
}

/** A server that answers nothing so many times is not asked again in this import. */
const mostFailures = 5
const secondsEach = 30
const longestAlt = 2000

/** Files of these endings are videos that can be kept. */
const films = /\.(?:mp4|m4v|webm|mov)$/i

const gone: Words = {
  id: 'Gambarnya tidak ada di berkas impor, dan tidak dapat diambil dari alamatnya.',
  en: 'The picture is not in the imported files, and can’t be fetched from its address.',
}
const silent: Words = {
  id: 'Server tempat gambar ini tidak menjawab.',
  en: 'The server that has this picture doesn’t answer.',
}
const noPicture: Words = {
  id: 'Di alamatnya tidak ada gambar yang dapat dipakai.',
  en: 'There is no usable picture at its address.',
}

/** Takes pictures for a run. */
export class RunPictures {
  readonly #context: Context
  readonly #actor: Actor
  readonly #runId: string
  readonly #files: FileIndex
  readonly #failures = new Map<string, number>()
  /** What two articles ask for at the same time is taken once. */
  readonly #asked = new Map<string, Promise<Taken>>()

  constructor(context: Context, actor: Actor, runId: string, source: Source) {
    this.#context = context
    this.#actor = actor
    this.#runId = runId
    this.#files = new FileIndex(source.files)
  }

  /** @param signal ends a fetch */
  take(shown: Shown, signal: AbortSignal): Promise<Taken> {
    const address = this.#wholeAddress(shown)
    const file = this.#files.find(shown)
    const digest = createHash('sha256')
      .update(file ? `file ${file.path}` : address)
      .digest('hex')
    const known = this.#asked.get(digest)
    if (known) return known
    const taking = this.#takeOnce(digest, shown, address, signal)
    this.#asked.set(digest, taking)
    // What failed for a reason of ours may go better the next time.
    taking.catch(() => this.#asked.delete(digest))
    return taking
  }

  #wholeAddress({ address, site }: Shown): string {
    if (/^https?:/i.test(address)) return address
    return site && URL.canParse(address, site) ? new URL(address, site).href : address
  }

  async #takeOnce(digest: string, shown: Shown, address: string, signal: AbortSignal): Promise<Taken> {
    const { db } = this.#context
    const before = await inWorkspace(db, this.#actor.workspaceId, (tx) =>
      tx
        .selectFrom('import_picture')
        .select(['media_id', 'file', 'reason'])
        .where('run_id', '=', this.#runId)
        .where('digest', '=', digest)
        .executeTakeFirst(),
    )
    if (before)
      return before.media_id && before.file
        ? { mediaId: before.media_id, file: before.file }
        : { reason: before.reason ?? gone }
    const taken = await this.#bring(shown, address, signal)
    await inWorkspace(db, this.#actor.workspaceId, (tx) =>
      tx
        .insertInto('import_picture')
        .values({
          run_id: this.#runId,
          workspace_id: this.#actor.workspaceId,
          digest,
          address: address.slice(0, 2000).replaceAll('\0', '').toWellFormed(),
          media_id: 'mediaId' in taken ? taken.mediaId : null,
          file: 'mediaId' in taken ? taken.file : null,
          added: 'mediaId' in taken && taken.added,
          reason: 'reason' in taken ? JSON.stringify(taken.reason) : null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
    return taken
  }

  async #bring(
    shown: Shown,
    address: string,
    signal: AbortSignal,
  ): Promise<{ mediaId: string; file: string; added: boolean } | { reason: Words }> {
    try {
      const inFiles = this.#files.find(shown)
      if (inFiles && films.test(inFiles.path)) return await this.#storeVideo(inFiles, shown.alt)
      if (inFiles) return await this.#store(await bytesOf(inFiles, largestUpload), shown.address, shown.alt)
      const fetched = await this.#fetchFirst(originalsOf(address), signal)
      return 'reason' in fetched ? fetched : await this.#store(fetched.bytes, address, shown.alt)
    } catch (error) {
      if (signal.aborted || error instanceof StorageProblem || isDatabaseError(error)) throw error
      if (error instanceof Problem) return { reason: error.words }
      this.#context.log.warn({ error }, 'a picture of an import could not be taken')
      return { reason: noPicture }
    }
  }

  async #store(bytes: Uint8Array, address: string, alt: string) {
    const name =
      address
        .replace(/[?#].*$/s, '')
        .split('/')
        .at(-1)
        ?.slice(0, 200) || 'gambar'
    return this.#added(() => addPictureOnce(this.#context, this.#actor, { bytes, name, alt: alt.slice(0, longestAlt) }))
  }

  /** A film is never in memory whole. */
  async #storeVideo(file: SourceFile, alt: string) {
    const folder = join(this.#context.config.dataDir, 'imports', this.#runId)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${randomUUID()}.video`)
    try {
      await copyOf(file, path, largestVideo)
      const name = file.path.split('/').at(-1) ?? ''
      return await this.#added(() =>
        addVideoOnce(this.#context, this.#actor, { path, name, alt: alt.slice(0, longestAlt) }),
      )
    } finally {
      await rm(path, { force: true })
    }
  }

  /** @returns where it is, and whether it came just now */
  async #added(add: () => Promise<MediaRow>) {
    const began = this.#context.clock.now()
    const row = await add()
    return { mediaId: row.id, file: row.file, added: row.created_at >= began }
  }

  async #fetchFirst(
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array } | { reason: Words }> {
    let reason = gone
    for (const address of addresses) {
      const { host } = new URL(address)
      if ((this.#failures.get(host) ?? 0) >= mostFailures) return { reason: silent }
      const answer = await this.#fetchOne(address, host, signal)
      if (answer instanceof Uint8Array) return { bytes: answer }
      reason = answer
    }
    return { reason }
  }

  /** What a picture is, its bytes say; what it is called decides nothing. */
  async #fetchOne(address: string, host: string, signal: AbortSignal): Promise<Uint8Array | Words> {
    try {
      const response = await this.#context.fetch(address, {
        headers: { accept: 'image/*' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(secondsEach * 1000)]),
      })
      this.#failures.delete(host)
      if (!response.ok) return gone
      return new Uint8Array(await response.arrayBuffer())
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof Problem) return error.words
      this.#failures.set(host, (this.#failures.get(host) ?? 0) + 1)
      return silent
    }
  }
}
