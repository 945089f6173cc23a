import { absoluteIn } from '../addresses.ts'
import type { Format } from '../format.ts'
import { isBloggerFeed, readBlogger } from './entries.ts'

/** Blogger, by its older backup file or by a folder of Google Takeout. */
export const blogger: Format = {
  id: 'blogger',
  label: 'Blogger',
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
