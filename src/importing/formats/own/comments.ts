/** Comments beside the articles of our own export: `data/comments/NAME.json`. */
import { z } from 'zod'
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { sensible } from '../dates.ts'
import type { Found } from '../format.ts'

const shape = z.object({
  article: z.string(),
  comments: z.array(
    z.object({
      id: z.string(),
      parent: z.string().nullable(),
      name: z.string(),
      url: z.string(),
      markdown: z.string(),
      at: z.string().nullable(),
      standing: z.enum(['shown', 'waiting', 'spam', 'trash']),
    }),
  ),
})

/** Those of every file that has the shape; another program's files of that name are left alone. */
export async function* ownComments(source: Source): AsyncGenerator<Found> {
  for (const file of source.files.filter(({ path }) => /(?:^|\/)data\/comments\/[^/]+\.json$/.test(path))) {
    const read = shape.safeParse(parsed(await textOf(file)))
    for (const one of read.success ? read.data.comments : [])
      yield {
        piece: 'comment',
        key: one.id,
        item: read.data?.article ?? '',
        parent: one.parent ?? '',
        name: one.name,
        url: one.url,
        html: '',
        markdown: one.markdown,
        at: one.at === null ? null : sensible(Date.parse(one.at)),
        standing: one.standing,
      }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // not ours
  }
}
