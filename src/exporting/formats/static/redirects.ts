/** Old addresses on a site that has no program behind it: as pages that lead on, and as lists for those servers that read one. */
import type { WholeBlog } from '../format.ts'

/** From a path, with its query, to a path of the blog or a whole address. */
export type Lead = readonly [from: string, to: string]

/** A page that leads on at once. @param target a link that is right from where the page lies */
export function leadPage(target: string, canonical: string): string {
  const [link, whole] = [target, canonical].map(quoted)
  return `<!doctype html>\n<html lang="">\n<head>\n<meta charset="utf-8">\n<title>${whole}</title>\n<meta http-equiv="refresh" content="0; url=${link}">\n<link rel="canonical" href="${whole}">\n<meta name="robots" content="noindex">\n</head>\n<body><p><a href="${link}">${whole}</a></p></body>\n</html>\n`
}

const quoted = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Whether a file at this path would be served as a page: no query, and no ending that a server runs or sends as something else. */
export function canBePage(path: string): boolean {
  const last = path.split('/').at(-1) ?? ''
  return !path.includes('?') && (!last.includes('.') || /\.html?$/i.test(last))
}

/** All of them: `_redirects` is read by Netlify, Cloudflare Pages and others, the map by nginx (the file says how). */
export function leadLists(leads: readonly Lead[]): [file: string, content: string][] {
  const plain = leads.filter(([from]) => !from.includes('?'))
  const netlify = plain.map(([from, to]) => `${oneWord(from)} ${oneWord(to)} 301\n`).join('')
  const nginx = leads.map(([from, to]) => `  "${inQuotes(from)}" "${inQuotes(to)}";\n`).join('')
  return [
    ['_redirects', netlify],
    ['redirects.nginx.conf', `${nginxHead}map $request_uri $moved_to {\n  default "";\n${nginx}}\n`],
  ]
}

const nginxHead =
  '# In http { }: include this file. In server { }: if ($moved_to) { return 301 $moved_to; }\n# https://nginx.org/en/docs/http/ngx_http_map_module.html\n'

const oneWord = (path: string) => path.replace(/\s/g, encodeURIComponent)
const inQuotes = (path: string) => path.replace(/["\\$;\s]/g, encodeURIComponent)

/** What leads to an article that is out, and to lists. @param slug of the article; @param earlier its old paths */
export function leadsOf(
  blog: Pick<WholeBlog, 'redirects'>,
  articles: readonly { slug: string; earlier: readonly string[] }[],
): Lead[] {
  const own = articles.flatMap(({ slug, earlier }) =>
    earlier.map((path): Lead => [inCodes(path), `/${encodeURIComponent(slug)}`]),
  )
  return [...own, ...blog.redirects.map(({ path, target }): Lead => [inCodes(path), inCodes(target)])]
}

/** They are kept as they are read. */
function inCodes(path: string): string {
  const { pathname, search } = new URL(path.replaceAll('#', '%23'), 'http://x.invalid')
  return pathname + search
}
