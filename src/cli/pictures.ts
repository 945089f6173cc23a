import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { addressesIn, withAddresses as replaceAddresses } from '../core/text/addresses.ts'
import { WrongUse } from './command.ts'

/** A picture that a text names by a path beside it. */
export interface LocalPicture {
  /** As it is written, decoded. */
  path: string
  /** Absolute. */
  file: string
  alt: string
  bytes: Uint8Array
}

/**
 * Reads the pictures that a text names by relative paths.
 * @param folder where the paths begin
 * @throws WrongUse naming those that cannot be read: nothing has been changed then
 */
export async function localPictures(markdown: string, folder: string): Promise<LocalPicture[]> {
  const found = new Map<string, string>()
  for (const { kind, url, alt } of addressesIn(markdown)) {
    const path = kind === 'picture' ? localPath(url) : undefined
    if (path !== undefined && !found.get(path)) found.set(path, alt)
  }
  const pictures: LocalPicture[] = []
  const missing: string[] = []
  for (const [path, alt] of found) {
    const file = resolve(folder, path)
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes) pictures.push({ path, file, alt, bytes })
    else missing.push(path)
  }
  if (missing.length > 0) {
    const list = missing.join(', ')
    throw new WrongUse({
      id: `Gambar ini tidak dapat dibaca: ${list}. Letakkan di samping berkas artikelnya (${folder}), atau perbaiki jalurnya. Belum ada yang diubah.`,
      en: `These pictures cannot be read: ${list}. Put them beside the article’s file (${folder}), or fix the paths. Nothing was changed.`,
    })
  }
  return pictures
}

/** The text with its relative pictures' paths replaced, and everything else as it was. */
export function withAddresses(markdown: string, addresses: ReadonlyMap<string, string>): string {
  return replaceAddresses(markdown, ({ kind, url }) => {
    const path = kind === 'picture' ? localPath(url) : undefined
    return path === undefined ? undefined : addresses.get(path)
  })
}

/** `undefined` for a web address, and for a path from the site's root (`/media/…`). */
function localPath(url: string): string | undefined {
  if (url === '' || /^(?:[a-z][a-z0-9+.-]*:|\/|\\|#|\?)/i.test(url)) return undefined
  const path = url.replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    // A bare percent sign in a file's name: the path is meant as it stands.
    return path
  }
}
