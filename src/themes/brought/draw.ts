/** Draws a page with somebody else's templates. Runs in a thread that can be ended (draw-page.ts); a template reaches nothing but what it is given. */
import { Liquid } from 'liquidjs'
import { isLanguage, type Language, say } from '../../core/words.ts'
import { type DateForm, dateSaid } from '../dates.ts'
import { themeWords } from '../words.ts'
import { type Refused, readPage } from './check-page.ts'
import { type Given, revived, SafeHtml, written } from './values.ts'

/** What a page is drawn of. */
export interface Drawing {
  /** Tells one theme's templates from another's. */
  hash: string
  /** By their names, without their ending: `article`, `partials/card`. */
  templates: Readonly<Record<string, string>>
  /** Where the theme's own files are, by their paths in it. */
  assets: Readonly<Record<string, string>>
  /** The template of this kind of page; without one, `main` is there already. */
  template: string | undefined
  main?: string
  given: { readonly [name: string]: Given }
  language: Language
  timeZone: string
  /** Of the article's own text. */
  frames: readonly string[]
  /** The theme is being tried: what only a template can have brought is refused too. */
  strict?: boolean
}

/** How far a template got. `whole`: with all that is around the main part. */
export type Drawn = { html: string; whole: boolean } | { trouble: Trouble }

/** Why a template drew nothing. */
export interface Trouble {
  /** Its path in the theme. */
  file: string
  /** From 1 on; `null`: nobody knows. */
  line: number | null
  kind: 'broken' | 'endless' | 'refused'
  /** What the template language says, or what was refused. */
  detail: string
  refused?: Refused['rule']
}

/** Of one page: characters of templates, milliseconds, and what filters may make of text. */
const limits = { parse: 1_000_000, ms: 1000, memory: 20_000_000 }

/** Templates that were read, of the themes that were asked for last. */
const engines = new Map<string, Liquid>()
const mostEngines = 4

/** One page, or why there is none. It never throws. */
export function drawPage(drawing: Drawing): Drawn {
  try {
    const { template, main, templates } = drawing
    const inside = template === undefined ? (main ?? '') : rendered(drawing, template)
    if (!Object.hasOwn(templates, 'layout')) return { html: inside, whole: false }
    return { html: rendered(drawing, 'layout', { content: new SafeHtml(inside) }), whole: true }
  } catch (error) {
    return { trouble: error instanceof InTemplate ? error.trouble : troubleOf(error, drawing.template ?? 'layout') }
  }
}

class InTemplate extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble.detail)
    this.trouble = trouble
  }
}

function rendered(drawing: Drawing, template: string, more: Record<string, unknown> = {}): string {
  const { given, frames, strict } = drawing
  const values = { ...(revived(given) as Record<string, unknown>), ...more }
  const made = String(engineOf(drawing).renderFileSync(template, values, { globals: values }))
  const page = readPage(made, new Set(frames), strict)
  const [first] = page.refused
  if (first) throw new InTemplate(refusal(drawing, template, first))
  return page.html
}

function engineOf(drawing: Drawing): Liquid {
  const { hash, templates, assets, language, timeZone } = drawing
  const key = `${hash} ${language} ${timeZone}`
  const known = engines.get(key)
  if (known) return known
  const files = Object.fromEntries(Object.entries(templates).map(([name, text]) => [`${name}.liquid`, text]))
  const engine = new Liquid({
    templates: Object.assign(Object.create(null), files),
    extname: '.liquid',
    cache: true,
    ownPropertyOnly: true,
    strictFilters: true,
    outputEscape: written,
    parseLimit: limits.parse,
    renderLimit: limits.ms,
    memoryLimit: limits.memory,
    timezoneOffset: timeZone,
  })
  ownFilters(engine, { assets, language, timeZone })
  if (engines.size >= mostEngines) engines.clear()
  engines.set(key, engine)
  return engine
}

function ownFilters(
  engine: Liquid,
  { assets, language, timeZone }: Pick<Drawing, 'assets' | 'language' | 'timeZone'>,
): void {
  // What is HTML is written as it is anyway; nothing else ever is.
  engine.registerFilter('raw', (value: unknown) => value)
  engine.registerFilter('asset', (path: unknown) => {
    const name = String(path)
    if (!Object.hasOwn(assets, name)) throw new Error(`no such file in the theme: ${name.slice(0, 100)}`)
    return assets[name]
  })
  engine.registerFilter('said', (name: unknown, ...values: unknown[]) => {
    const words = Object.hasOwn(themeWords, String(name))
      ? themeWords[String(name) as keyof typeof themeWords]
      : undefined
    if (!words) throw new Error(`no such words: ${String(name).slice(0, 100)}`)
    const named = values.filter((one): one is [string, unknown] => Array.isArray(one) && one.length === 2)
    return say(
      words,
      language,
      Object.fromEntries(named.map(([key, value]) => [key, typeof value === 'number' ? value : String(value)])),
    )
  })
  engine.registerFilter('date_said', (at: unknown, form: unknown = 'long', of: unknown = language) => {
    const date = new Date(String(at))
    if (Number.isNaN(date.getTime())) return ''
    return dateSaid(date, String(form) as DateForm, isLanguage(of) ? of : language, timeZone)
  })
}

/** What the template language said, with the place. */
function troubleOf(error: unknown, template: string): Trouble {
  const { token, originalError, message } = error as {
    token?: { file?: string; getPosition?(): [number, number] }
    originalError?: { message?: string }
    message?: string
  }
  const detail = String(originalError?.message ?? message ?? error).slice(0, 300)
  const line = token?.getPosition?.()[0] ?? null
  const endless = /limit exceeded|call stack|string length/i.test(detail)
  return { file: token?.file ?? `${template}.liquid`, line, kind: endless ? 'endless' : 'broken', detail }
}

/** Where in the templates stands what was refused in their page; the template itself where nobody can say. */
function refusal({ templates }: Drawing, template: string, { rule, at }: Refused): Trouble {
  const sought = at
    .replace(/^<|>$/g, '')
    .replace(/="[\s\S]*$/, '')
    .replace(/…$/, '')
    .toLowerCase()
  for (const name of [template, ...Object.keys(templates)]) {
    const index =
      templates[name]
        ?.toLowerCase()
        .indexOf(rule === 'element' || rule === 'frame' || rule === 'form' ? `<${sought}` : sought) ?? -1
    if (index >= 0)
      return {
        file: `${name}.liquid`,
        line: lineAt(templates[name] as string, index),
        kind: 'refused',
        detail: at,
        refused: rule,
      }
  }
  return { file: `${template}.liquid`, line: null, kind: 'refused', detail: at, refused: rule }
}

/** The line of a text that a place of it is in, from 1 on. */
export function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}
