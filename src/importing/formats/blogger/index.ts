import { absoluteIn } from '../addresses.ts'
import type { Format } from '../format.ts'
import { isBloggerFeed, readBlogger } from './entries.ts'

/** Blogger, by its older backup file or by a folder of Google Takeout. */
export const blogger: Format = {
  id: 'blogger',
  label: 'Blogger',
  file: { id: 'Cadangan .xml atau Takeout .zip', en: 'A backup .xml or a Takeout .zip' },
  how: {
    id: 'Di Blogger: Setelan → Cadangkan konten, atau ekspor “Blogger” di takeout.google.com. Takeout tidak menyebut alamat blog, jadi tuliskan di atas.',
    en: 'In Blogger: Settings → Back up content, or export “Blogger” at takeout.google.com. Takeout does not say the blog’s address, so write it above.',
  },
  async recognises(source) {
    for (const file of source.files) if (await isBloggerFeed(file)) return true
    return false
  },
  read: readBlogger,
  // `<a name="more">` is where its front page cut an article.
  markup: ({ body, address }) => ({
    html: body.replace(/<a\s+name=["']more["']\s*(?:\/>|><\/a>)/gi, ''),
    base: absoluteIn(address),
  }),
}
