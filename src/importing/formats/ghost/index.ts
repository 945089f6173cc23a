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
  file: { id: 'Berkas .json, dan .zip gambarnya', en: 'A .json file, and a .zip of its pictures' },
  how: {
    id: 'Di Ghost: Setelan → Impor/Ekspor → Ekspor. Gambarnya ada di content/images; kemas folder itu menjadi .zip, lalu pilih keduanya sekaligus.',
    en: 'In Ghost: Settings → Import/Export → Export. Its pictures are in content/images; pack that folder into a .zip, and choose both at once.',
  },
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
