import type { Source } from '../../source/source.ts'
import { absoluteIn } from '../addresses.ts'
import type { Format, Found, ReadOptions } from '../format.ts'
import { type Head, textIn } from '../front-matter/front-matter.ts'
import { type Dialect, isPage, type PathSays, readPages } from '../front-matter/pages.ts'

/** A folder of Markdown files, with or without a head: Eleventy's, Obsidian's, our own export. */
export const markdown: Format = {
  id: 'markdown',
  label: 'Markdown',
  file: { id: 'Berkas .md, atau foldernya dalam .zip', en: 'Files .md, or their folder as a .zip' },
  how: {
    id: 'Berkas Markdown apa saja, dengan atau tanpa judul di kepalanya.',
    en: 'Any Markdown files, with or without front matter.',
  },
  recognises: async (source) => source.files.some(({ path }) => isPage(path)),
  read,
  markup: ({ body, address }) =>
    body.startsWith('H') ? { html: body.slice(1), base: absoluteIn(address) } : { markdown: body.slice(1), losses: [] },
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  yield { piece: 'site', url: options.site ?? '', title: '' }
  const files = source.files.filter(
    ({ path }) => isPage(path) && !/(?:^|\/)(?:readme|license|changelog)(?:\.\w+)?$/i.test(path),
  )
  yield* readPages(files, dialect, options.timeZone)
}

const dated = /^(\d{4}-\d\d-\d\d)[-_ ](.+)$/

const dialect: Dialect = { path: pathSays, labelsBy: /\s*,\s*/, address: addressOf }

function pathSays(path: string): PathSays {
  const pieces = path.replace(/\.\w+$/, '').split('/')
  const name = pieces.at(-1) === 'index' && pieces.length > 1 ? (pieces.at(-2) ?? '') : (pieces.at(-1) ?? '')
  const match = dated.exec(name)
  const inPages = pieces.slice(0, -1).some((folder) => /^_?(?:pages|halaman)$/i.test(folder))
  const inDrafts = pieces.slice(0, -1).some((folder) => /^_?(?:drafts|draf)$/i.test(folder))
  return {
    slug: match?.[2] ?? name,
    date: match?.[1] ?? '',
    draft: inDrafts,
    labels: [],
    kind: inPages ? 'page' : 'article',
  }
}

function addressOf(head: Head, says: PathSays): string {
  const own = textIn(head, 'permalink', 'url', 'path')
  if (own && !/[{}:]/.test(own.replace(/^https?:/, ''))) return own.startsWith('/') || absoluteIn(own) ? own : `/${own}`
  return says.slug ? `/${textIn(head, 'slug') || says.slug}` : ''
}
