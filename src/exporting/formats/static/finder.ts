/** A search that needs no program behind it: https://pagefind.app/docs/node-api/ */
import type { Language, Words } from '../../../core/words.ts'

/** Takes the words of pages, then gives the files of the search. */
export interface Finder {
  /** @param file from the site's root; @param html the page */
  add(file: string, html: string): Promise<void>
  /** Path and content, below `pagefind/`. */
  files(): Promise<{ path: string; content: Uint8Array }[]>
  close(): Promise<void>
}

/** Starts it. `undefined`: it does not run here, and the site does without. */
export async function openFinder(language: Language): Promise<Finder | undefined> {
  try {
    const pagefind = await import('pagefind')
    // One list for all pages: a reader looks for an article, whatever it is written in.
    const { index } = await pagefind.createIndex({ forceLanguage: language })
    if (!index) return undefined
    return {
      add: async (file, html) => {
        await index.addHTMLFile({ url: file, content: html.replace('<main ', '<main data-pagefind-body ') })
      },
      files: async () => {
        const { files } = await index.getFiles()
        // What draws a search in its own looks is not used here.
        return files.filter(({ path }) => !/pagefind-(?:ui|modular-ui|highlight)\./.test(path))
      },
      close: async () => {
        await pagefind.close()
      },
    }
  } catch {
    return undefined
  }
}

const words = {
  archive: { id: 'Lihat arsip', en: 'See the archive' },
  none: { id: 'Tidak ada yang cocok dengan “{q}”.', en: 'Nothing matches “{q}”.' },
} satisfies Record<string, Words>

const form = /<form class="search"[\s\S]*?<\/form>/g

/** A page without a form that nobody would answer: on the search's own page the archive stands there. */
export function withoutForm(html: string, archive: string, language: Language, own: boolean): string {
  return html.replace(form, () => (own ? archiveLink(archive, language) : ''))
}

const archiveLink = (archive: string, language: Language) =>
  `<p><a href="${archive}">${words.archive[language]}</a></p>`

/** The search's page: what is found stands below the form; without scripts, or from a folder, the archive does. */
export function withFinder(html: string, archive: string, language: Language): string {
  const place = `<div id="found">${archiveLink(archive, language)}</div>`
  const script = '<script type="module" src="find.js"></script>\n</head>'
  return html.replace(form, (found) => `${found}\n${place}`).replace('</head>', () => script)
}

/** What the search's page runs. @param none said where nothing is found; `{q}` stands for the words */
export function finderScript(language: Language): string {
  return `const place = document.getElementById('found')
const q = (new URLSearchParams(location.search).get('q') ?? '').trim()
document.getElementById('q').value = q
const none = ${JSON.stringify(words.none[language])}
const plain = (html) => new DOMParser().parseFromString(html, 'text/html').body.textContent
async function show() {
  const { search } = await import('../pagefind/pagefind.js')
  const { results } = await search(q)
  const list = document.createElement('ul')
  list.className = 'list'
  for (const result of results.slice(0, 50)) {
    const { raw_url, url, meta, excerpt } = await result.data()
    const link = Object.assign(document.createElement('a'), { textContent: meta.title })
    link.href = new URL((raw_url ?? url).replace(/^\\/+/, ''), new URL('..', location.href)).href
    const heading = document.createElement('h2')
    heading.append(link)
    const item = document.createElement('li')
    item.append(heading, Object.assign(document.createElement('p'), { textContent: plain(excerpt) }))
    list.append(item)
  }
  place.replaceChildren(results.length ? list : Object.assign(document.createElement('p'), { textContent: none.replace('{q}', q) }))
}
if (q) show()
`
}
