/** Our own export as Markdown (exporting/formats/markdown): everything comes back as it was, numbers and addresses too. */
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { sensible } from '../dates.ts'
import type { Format, Found, FoundItem, ReadOptions } from '../format.ts'
import { type Head, listIn, partOf, textIn } from '../front-matter/front-matter.ts'
import { type Dialect, itemOf } from '../front-matter/pages.ts'
import { ownAuthors, ownSite } from './beside.ts'
import { ownComments } from './comments.ts'

const marker = /(?:^|\/)percakapan\.json$/
const pages = /(?:^|\/)content\/(?:articles|pages|notes|drafts)\/[^/]+\.md$/

/** A folder that we wrote. */
export const own: Format = {
  id: 'percakapan',
  label: 'Percakapan',
  file: { id: 'Folder ekspor Markdown, sebagai .zip', en: 'The folder of a Markdown export, as a .zip' },
  how: {
    id: 'Di Percakapan yang lain: `percakapan export FOLDER`, lalu kemas foldernya menjadi .zip.',
    en: 'In the other Percakapan: `percakapan export FOLDER`, then pack the folder into a .zip.',
  },
  recognises: async (source) =>
    source.files.some(({ path }) => marker.test(path)) && source.files.some(({ path }) => pages.test(path)),
  read,
  // Commands of Hugo's were commented, so that Hugo shows them.
  markup: ({ body }) => ({
    markdown: body.slice(1).replace(/\{\{([<%])\/\*([^{}\n]{0,1000}?)\*\/([>%])\}\}/g, '{{$1$2$3}}'),
    losses: [],
  }),
}

async function* read(source: Source, { timeZone }: ReadOptions): AsyncGenerator<Found> {
  yield await ownSite(source)
  yield* ownAuthors(source)
  for (const file of source.files.filter(({ path }) => pages.test(path))) {
    try {
      const page = partOf(await textOf(file))
      yield asWritten(itemOf(file, page, dialect, timeZone), page.head, page.text)
    } catch (error) {
      yield { piece: 'fault', where: file.path, words: (error as { words?: typeof unreadable }).words ?? unreadable }
    }
  }
  yield* ownComments(source)
}

const unreadable = { id: 'Berkas ini tidak dapat dibaca.', en: 'This file can’t be read.' }

const dialect: Dialect = {
  path: (path) => ({
    slug: path.replace(/^.*\/|\.md$/g, ''),
    date: '',
    draft: false,
    labels: [],
    kind: 'article',
  }),
  labelsBy: /(?!)/,
  address: (head) => `/${textIn(head, 'slug')}`,
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What other programs have no word for stands in `percakapan`; title and text are taken as they are. */
function asWritten(item: FoundItem, head: Head, text: string): FoundItem {
  const ours = (typeof head.percakapan === 'object' && head.percakapan ? head.percakapan : {}) as Head
  const [id, kind, part] = [textIn(ours, 'id'), textIn(ours, 'kind'), Number(ours.part)]
  const [at, created, modified] = [textIn(head, 'date'), textIn(ours, 'created'), textIn(head, 'lastmod')].map((date) =>
    sensible(Date.parse(date)),
  )
  return {
    ...item,
    ...(uuid.test(id) ? { id, key: id } : {}),
    kind: kind === 'page' || kind === 'note' ? kind : 'article',
    title: textIn(head, 'title'),
    body: `M${text.replace(/^\n/, '').replace(/\n$/, '')}`,
    earlier: [...item.earlier, ...listIn(ours, /(?!)/, 'earlier')],
    ...(Number.isInteger(part) && part > 0 ? { part } : {}),
    pinned: ours.pinned === true,
    publishedAt: item.state === 'draft' ? null : (at ?? null),
    createdAt: created ?? at ?? null,
    modifiedAt: modified ?? null,
  }
}
