import { Problem } from '../core/problem.ts'
import { openDecoder } from './decoder.ts'

/** The most bytes that are taken from a person. */
export const largestUpload = 20 * 1024 * 1024
/** The most pixels that a picture may have. */
export const mostPixels = 60_000_000
/** The longer edge that is kept: enough for a wide screen at double density. */
const longestEdge = 2560

/** A picture made safe: decoded and written anew, upright, without where and when it was taken. */
export interface CleanPicture {
  bytes: Buffer
  mime: string
  ending: string
  width: number
  height: number
}

const kinds: Record<string, { mime: string; ending: string }> = {
  jpeg: { mime: 'image/jpeg', ending: 'jpg' },
  png: { mime: 'image/png', ending: 'png' },
  webp: { mime: 'image/webp', ending: 'webp' },
  gif: { mime: 'image/gif', ending: 'gif' },
  heif: { mime: 'image/jpeg', ending: 'jpg' },
}

/** A part of a picture, in its pixels. */
export interface PictureRegion {
  left: number
  top: number
  width: number
  height: number
}

/**
 * Decodes by content (never by name), and writes the picture anew, once.
 * @param region of it, where it is upright already and does not move
 * @throws Problem `wrong-input`: too big, or no picture that we can read
 */
export async function cleanPicture(bytes: Uint8Array, name: string, region?: PictureRegion): Promise<CleanPicture> {
  if (bytes.byteLength > largestUpload) throw tooBig(name, bytes.byteLength)
  const sharp = await openDecoder()
  try {
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', animated: true })
    const seen = await source.metadata()
    const kind = kinds[seen.format ?? '']
    if (!kind) throw new Error(`format ${seen.format}`)
    const moving = (seen.pages ?? 1) > 1
    const upright = moving ? source : source.rotate()
    const part = region ? upright.extract(region) : upright
    const sized = part.resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
    const written = kind.ending === 'jpg' ? sized.jpeg({ quality: 86, mozjpeg: true }) : sized
    const { data, info } = await written.toBuffer({ resolveWithObject: true })
    return { bytes: data, ...kind, width: info.width, height: info.pageHeight ?? info.height }
  } catch (cause) {
    throw notReadable(name, cause)
  }
}

function tooBig(name: string, bytes: number): Problem {
  return new Problem(
    'wrong-input',
    {
      id: '“{name}” terlalu besar ({size} MB). Paling besar 20 MB: kecilkan gambarnya, lalu unggah lagi.',
      en: '“{name}” is too big ({size} MB). The limit is 20 MB: make the picture smaller and upload it again.',
    },
    { field: 'file', values: { name, size: Math.ceil(bytes / 1024 / 1024) } },
  )
}

function notReadable(name: string, cause: unknown): Problem {
  return new Problem(
    'wrong-input',
    {
      id: '“{name}” bukan gambar yang dapat dibaca, atau terlalu luas. Gunakan JPEG, PNG, WebP, atau GIF sampai 60 megapiksel.',
      en: '“{name}” is not a picture that can be read, or has too many pixels. Use JPEG, PNG, WebP or GIF up to 60 megapixels.',
    },
    { field: 'file', values: { name }, cause },
  )
}

/** Fits a picture to a network's limits: its types and its bytes. What fits already stays as it is. */
export async function fitPicture(
  bytes: Buffer,
  mime: string,
  limits: { pictureBytes: number; pictureTypes: readonly string[] },
): Promise<Buffer> {
  if (bytes.byteLength <= limits.pictureBytes && limits.pictureTypes.includes(mime)) return bytes
  const sharp = await openDecoder()
  for (const [edge, quality] of [
    [2560, 85],
    [2048, 80],
    [1600, 75],
    [1200, 70],
    [800, 65],
    [600, 50],
  ] as const) {
    const smaller = await sharp(bytes)
      .flatten({ background: '#ffffff' })
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer()
    if (smaller.byteLength <= limits.pictureBytes) return smaller
  }
  throw new Problem('rejected', {
    id: 'Gambar ini tidak dapat dikecilkan sampai batas jejaring. Pilih gambar lain.',
    en: 'This picture can’t be made small enough for the network. Choose another one.',
  })
}
