/** The typefaces' basic files (src/themes/fonts.ts), made when the program is built and put beside it. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'rolldown'
import subset from 'subset-font'
import { type BasicFont, basicFonts } from './src/themes/fonts.ts'

/** The letters and weights that a basic file holds, cut out of the whole one. */
export async function basicFile({ source, weights, letters }: BasicFont): Promise<Uint8Array> {
  const { min, max } = weights
  const wght = min === max ? min : { min, max }
  return subset(await readFile(source), letters, { targetFormat: 'woff2', variationAxes: { wght } })
}

/** Puts them into the program's folder, below `fonts/`. */
export function fonts(): Plugin {
  return {
    name: 'basic-fonts',
    async generateBundle() {
      for (const font of basicFonts())
        this.emitFile({ type: 'asset', fileName: `fonts/${font.name}`, source: await basicFile(font) })
    },
  }
}
