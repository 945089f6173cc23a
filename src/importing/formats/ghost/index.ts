import { Losses } from '../../markup/losses.ts'
import { absoluteIn } from '../addresses.ts'
import type { Format } from '../format.ts'
import { lexicalHtml } from './lexical.ts'
import { mobiledocHtml } from './mobiledoc.ts'
import { isGhostExport, readGhost } from './read.ts'

/** Ghost, by its export. */
export const ghost: Format = {
  id: 'ghost',
  label: 'Ghost',
  async recognises(source) {
    for (const file of source.files) if (await isGhostExport(file)) return true
    return false
  },
  read: readGhost,
  markup({ body, address }) {
    const losses = new Losses()
    const rest = body.slice(1)
    const html = body.startsWith('L')
      ? lexicalHtml(rest, losses)
      : body.startsWith('M')
        ? mobiledocHtml(rest, losses)
        : rest
    return { html, base: absoluteIn(address), losses: losses.all }
  },
}
