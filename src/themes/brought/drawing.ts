import type { Framed } from '../frame.ts'
import { defaultTheme } from '../register.ts'
import type { PageView, Templates, ThemeSite } from '../theme.ts'
import { givenOf } from './context.ts'
import type { Drawing } from './draw.ts'

/** What of a theme its pages are drawn with. */
export interface Templated {
  hash: string
  templates: Readonly<Record<string, string>>
  files: readonly { path: string; address: string }[]
}

/** Templates for a kind of page, the first of them that a theme has. */
const kinds: Readonly<Record<PageView['kind'], readonly string[]>> = {
  home: ['home'],
  article: ['article'],
  page: ['page', 'article'],
  note: ['note'],
  tag: ['tag'],
  author: ['author', 'tag'],
  series: ['series', 'tag'],
  archive: ['archive'],
  search: ['search'],
  lost: ['404'],
  fresh: [],
}

/** The template that draws a kind of page; `undefined`: the theme has none. */
export const kindOf = ({ templates }: Pick<Templated, 'templates'>, kind: PageView['kind']): string | undefined =>
  kinds[kind].find((name) => Object.hasOwn(templates, name))

/** @returns all that a page is drawn of. What the theme has no template for is built as the calm one builds it. */
export function drawingOf(theme: Templated, view: PageView, site: ThemeSite, framed: Framed): Drawing {
  const template = kindOf(theme, view.kind)
  const usual = defaultTheme.templates[view.kind] as Templates[PageView['kind']]
  return {
    hash: theme.hash,
    templates: theme.templates,
    assets: Object.fromEntries(theme.files.map(({ path, address }) => [path, address])),
    template,
    ...(template === undefined
      ? { main: (usual as (view: PageView, site: ThemeSite) => { value: string })(view, site).value }
      : {}),
    given: givenOf(view, site, framed),
    language: framed.language,
    timeZone: site.timeZone,
    frames: 'body' in view ? framesIn(view.body) : [],
  }
}

/** Addresses of the frames in an article's own text, as the renderer writes them. */
function framesIn(body: string): string[] {
  return [...body.matchAll(/<iframe\b[^>]*?\ssrc="([^"]*)"/g)].map(([, src = '']) =>
    src.replaceAll('&#x26;', '&').replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
  )
}
