import type { Format } from '../format.ts'
import { wordpressMarkup } from './body.ts'
import { isWxr, readWxr } from './wxr.ts'

/** WordPress, of one's own server or of wordpress.com, by its export file. */
export const wordpress: Format = {
  id: 'wordpress',
  label: 'WordPress',
  async recognises(source) {
    for (const file of source.files.slice(0, 50)) if (await isWxr(file)) return true
    return false
  },
  read: readWxr,
  markup: wordpressMarkup,
}
