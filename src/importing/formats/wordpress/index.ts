import type { Format } from '../format.ts'
import { wordpressMarkup } from './body.ts'
import { isWxr, readWxr } from './wxr.ts'

/** WordPress, of one's own server or of wordpress.com, by its export file. */
export const wordpress: Format = {
  id: 'wordpress',
  label: 'WordPress',
  file: { id: 'Berkas .xml atau .zip', en: 'An .xml or .zip file' },
  how: {
    id: 'Di dasbor WordPress: Peralatan → Ekspor → Semua konten. Di wordpress.com hasilnya .zip; unggah apa adanya.',
    en: 'In WordPress: Tools → Export → All content. On wordpress.com it comes as a .zip; upload it as it is.',
  },
  async recognises(source) {
    for (const file of source.files.slice(0, 50)) if (await isWxr(file)) return true
    return false
  },
  read: readWxr,
  markup: wordpressMarkup,
}
