/** Pictures of an editor: those that came as files or by address are kept here, and shown from here. */
import type { Actor, Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace } from '../db/client.ts'
import { addPictureOnce, findMedia, largestUpload, type MediaRow } from '../media/index.ts'
import { homeAddressOf, hostOf } from '../team/index.ts'
import { invalid } from './refused.ts'
import type { SentFile } from './request.ts'
import type { SaidPhoto } from './wanted.ts'

/** A picture that lies here, with what it shows. */
export interface OwnPhoto {
  id: string
  /** Its name among the media. */
  file: string
  alt: string
}

const fetchSeconds = 20

/** Keeps a picture that was sent. @throws Problem `wrong-input` for what is none */
export async function keepFile(context: Context, actor: Actor, { name, bytes }: SentFile, alt = ''): Promise<OwnPhoto> {
  const row = await addPictureOnce(context, actor, { bytes, name: name.slice(0, 200) || 'photo', alt })
  return asPhoto(row, alt)
}

const asPhoto = ({ id, file, alt }: Pick<MediaRow, 'id' | 'file' | 'alt'>, said: string): OwnPhoto => ({
  id,
  file,
  alt: said || alt,
})

/**
 * The pictures that an editor names: ours as they are, others fetched once.
 * @throws Refused `invalid_request` for one that can't be had
 */
export async function takePhotos(context: Context, actor: Actor, said: readonly SaidPhoto[]): Promise<OwnPhoto[]> {
  const taken: OwnPhoto[] = []
  for (const one of said) taken.push(await takePhoto(context, actor, one))
  return taken
}

async function takePhoto(context: Context, actor: Actor, { url, alt }: SaidPhoto): Promise<OwnPhoto> {
  const own = await ownPhoto(context, actor, url)
  if (own) return asPhoto(own, alt)
  try {
    const answer = await context.fetch(url, {
      headers: { accept: 'image/*' },
      signal: AbortSignal.timeout(fetchSeconds * 1000),
    })
    if (!answer.ok) throw noPicture(url)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (bytes.byteLength > largestUpload) throw noPicture(url)
    const name = new URL(url).pathname.split('/').at(-1) ?? ''
    return await keepFile(context, actor, { name, bytes }, alt)
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'unavailable') throw error
    context.log.debug({ error }, 'a picture of an editor could not be fetched')
    throw noPicture(url)
  }
}

/** One that lies here: by its address at the blog, or at the server. */
async function ownPhoto(context: Context, actor: Actor, url: string): Promise<MediaRow | undefined> {
  const { host, pathname } = new URL(url)
  const [, id] = /^\/media\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.\w{2,5}$/.exec(pathname) ?? []
  if (!id) return undefined
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const home = await homeAddressOf(context.config, tx, actor.workspaceId)
    const hosts = [home, context.config.baseUrl].map((address) => hostOf(new URL(address).host))
    return hosts.includes(hostOf(host)) ? findMedia(tx, id) : undefined
  })
}

const noPicture = (url: string) =>
  invalid(
    'Gambar di {host} tidak dapat diambil. Unggah gambarnya, atau periksa alamatnya.',
    'The picture at {host} can’t be fetched. Upload the picture, or check its address.',
    { host: new URL(url).host },
  )

/** Pictures as they stand behind the words. */
export function photosBehind(photos: readonly Pick<OwnPhoto, 'file' | 'alt'>[]): string {
  return photos.map(({ file, alt }) => `\n\n![${alt.replace(/[\\[\]*_`<>]/g, '\\$&')}](/media/${file})`).join('')
}
