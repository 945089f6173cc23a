import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)

/** A font of the blog's pages, by the name that it has under `/fonts/`. `undefined`: it has none of that name. */
export async function blogFont(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const family = /^(literata|plus-jakarta-sans)\.woff2$/.exec(name)?.[1]
  if (!family) return undefined
  const folder = join(require.resolve(`@fontsource-variable/${family}/package.json`), '..', 'files')
  return new Uint8Array(await readFile(join(folder, `${family}-latin-wght-normal.woff2`)))
}
