import { Losses } from '../../markup/losses.ts'
import { replacePairs } from '../../markup/pairs.ts'
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import { absoluteIn } from '../addresses.ts'
import { zoneOr } from '../dates.ts'
import type { Format, Found, ReadOptions } from '../format.ts'
import { type Head, partOf, textIn } from '../front-matter/front-matter.ts'
import { type Dialect, isPage, type PathSays, readPages } from '../front-matter/pages.ts'
import { keptTag, outsideCode, shown, shownPair } from '../front-matter/templates.ts'

const configs = /^(?:[^/]+\/)?(?:hugo|config)\.(toml|ya?ml|json)$/i
const inContent = /(?:^|\/)content\//
const languages = /\.(id|en)$/

/** Hugo, or Zola, by its folder. */
export const hugo: Format = {
  id: 'hugo',
  label: 'Hugo',
  file: { id: 'Folder dalam .zip', en: 'Its folder as a .zip' },
  how: {
    id: 'Kemas folder situsnya, dengan berkas pengaturan, content, dan static, menjadi .zip. Zola juga.',
    en: 'Pack the site’s folder, with its configuration, content and static, into a .zip. Zola’s too.',
  },
  async recognises(source) {
    const hasContent = source.files.some(({ path }) => inContent.test(path) && isPage(path))
    if (hasContent && source.files.some(({ path }) => configs.test(path) || /(?:^|\/)archetypes\//.test(path)))
      return true
    return hasTomlHead(source)
  },
  read,
  markup({ body, address }) {
    const losses = new Losses()
    const text = withoutShortcodes(body.slice(1), losses).replace(/^\s*<!--\s*more\s*-->\s*$/gim, '')
    return body.startsWith('H')
      ? { html: text, base: absoluteIn(address), losses: losses.all }
      : { markdown: text, losses: losses.all }
  },
}

/** Nobody else writes heads in TOML. */
async function hasTomlHead(source: Source): Promise<boolean> {
  const pages = source.files.filter(({ path }) => /\.md$/i.test(path)).slice(0, 5)
  for (const file of pages) if ((await textOf(file)).replace(/^\ufeff/, '').startsWith('+++')) return true
  return false
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Found> {
  const config = await configOf(source)
  const language = textIn(config, 'languagecode', 'defaultcontentlanguage', 'default_language').slice(0, 2)
  const url = options.site ?? textIn(config, 'baseurl', 'base_url')
  const timeZone = zoneOr(textIn(config, 'timezone'), options.timeZone)
  yield {
    piece: 'site',
    url,
    title: textIn(config, 'title'),
    ...(language === 'id' || language === 'en' ? { language } : {}),
  }
  const whole = source.files.some(({ path }) => inContent.test(path) && isPage(path))
  const files = source.files.filter(({ path }) => isPage(path) && (!whole || inContent.test(path)) && !isSection(path))
  for await (const found of readPages(files, dialectFor(), timeZone)) yield withLanguage(found)
}

/** Lists of a section, and what is beside the content. */
const isSection = (path: string) =>
  /(?:^|\/)(?:_index(?:\.\w\w)?\.\w+|readme\.md|license\.\w+|archetypes\/.*|layouts\/.*|themes\/.*|public\/.*)$/i.test(
    path,
  )

/** The language of a page stands in its name: `tentang.en.md`. */
function withLanguage(found: Found): Found {
  if (found.piece !== 'item' || found.language) return found
  const language = languages.exec(found.key.replace(/\.\w+$/, ''))?.[1]
  return language === 'id' || language === 'en' ? { ...found, language } : found
}

async function configOf(source: Source): Promise<Head> {
  const file = source.files.find(({ path }) => configs.test(path))
  if (!file) return {}
  const fence = /\.toml$/i.test(file.path) ? '+++' : /\.json$/i.test(file.path) ? '' : '---'
  try {
    const text = await textOf(file)
    return partOf(fence ? `${fence}\n${text}\n${fence}\n` : text).head
  } catch {
    return {}
  }
}

const dialectFor = (): Dialect => ({ path: pathSays, labelsBy: /\s*,\s*/, address: addressOf })

const dated = /^(\d{4}-\d\d-\d\d)(?:T[\d:-]+Z?)?[-_](.+)$/

function pathSays(path: string): PathSays {
  const inside = path
    .replace(/^.*?(?:^|\/)content\//, '')
    .replace(/\.\w+$/, '')
    .replace(languages, '')
  const pieces = inside.split('/')
  // A bundle is named by its folder.
  const name = pieces.at(-1) === 'index' ? (pieces.at(-2) ?? '') : (pieces.at(-1) ?? '')
  const sections = pieces.slice(0, pieces.at(-1) === 'index' ? -2 : -1)
  const match = dated.exec(name)
  return {
    slug: match?.[2] ?? name,
    date: match?.[1] ?? '',
    draft: false,
    labels: [],
    kind: sections.length === 0 && inContent.test(path) ? 'page' : 'article',
  }
}

/** `url`, or Zola's `path`, wins; else section and name. https://gohugo.io/content-management/urls/ */
function addressOf(head: Head, says: PathSays): string {
  const own = textIn(head, 'url') || textIn(head, 'path')
  if (own) return own.startsWith('/') || absoluteIn(own) ? own : `/${own}`
  return says.slug ? `/${textIn(head, 'slug') || says.slug}/`.toLowerCase() : ''
}

const pair = {
  opening: /\{\{[<%]\s*(?<name>highlight|details)\b(?<said>[^{}]{0,500}?)[>%]\}\}/g,
  closing: /\{\{[<%]\s*\/\s*(?<name>highlight|details)\s*[>%]\}\}/g,
}
/** A command that Hugo shows instead of obeying it. https://gohugo.io/content-management/shortcodes/ */
const commented = /\{\{([<%])\/\*([^{}]{0,1000}?)\*\/([>%])\}\}/g

const single = /\{\{[<%]\s{0,40}(\/?\s{0,40}[\w/.-]{1,200})([^{}]{0,1000}?)\/?\s{0,40}[>%]\}\}/g
const zola = /\{\{\s*([a-z_]\w*)\(([^{}]{0,500}?)\)\s*\}\}/g

function withoutShortcodes(text: string, losses: Losses): string {
  if (!text.includes('{{')) return text
  return shownCommands(withoutCommands(text, losses))
}

const shownCommands = (text: string) => text.replace(commented, '{{$1$2$3}}')

function withoutCommands(text: string, losses: Losses): string {
  return outsideCode(text, (piece) =>
    replacePairs(piece, pair.opening, pair.closing, shownPair(losses))
      .replace(single, (whole, name: string, said: string) => {
        if (name === 'ref' || name === 'relref')
          return said
            .trim()
            .replace(/^["']|["']$/g, '')
            .replace(/\.md$/, '/')
        return shown(name, said, '') ?? keptTag(whole, name, losses)
      })
      .replace(zola, (whole, name: string, said: string) => shown(name, said, '') ?? keptTag(whole, name, losses)),
  )
}
