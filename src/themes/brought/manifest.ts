/** What a theme says of itself: theme.json. */
import { languages, type Words } from '../../core/words.ts'
import { type Finding, finding } from './findings.ts'

/** Where something was found, and at what. */
export type FindingAt = Parameters<typeof finding>[1]

/** What a theme says of itself. */
export interface Manifest {
  name: string
  version: string
  licence: string
  author: string
  about: Words
  /** Colours that it has instead of the brand's, `#rrggbb`; they are made readable as those are. */
  tokens: { paper?: string; accent?: string }
}

const empty: Manifest = { name: '', version: '', licence: '', author: '', about: { id: '', en: '' }, tokens: {} }
const lengths = { name: 40, version: 20, licence: 60, author: 80, about: 200 }
const file = 'theme.json'

/** @param text of theme.json; `undefined`: there is none */
export function manifestOf(text: string | undefined): { manifest: Manifest; findings: Finding[] } {
  const wrong = (key: 'noManifest' | 'manifest' | 'manifestField', detail: string, line: number | null = null) => ({
    manifest: empty,
    findings: [finding(key, { file: key === 'noManifest' ? '' : file, line, detail })],
  })
  if (text === undefined) return wrong('noManifest', file)
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch (error) {
    return wrong('manifest', (error as Error).message)
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return wrong('manifest', '{ }')
  return checked(said as Record<string, unknown>)
}

function checked(said: Record<string, unknown>): { manifest: Manifest; findings: Finding[] } {
  const findings: Finding[] = []
  const tell = (detail: string) => findings.push(finding('manifestField', { file, line: null, detail }))
  const text = (key: 'name' | 'version' | 'licence' | 'author') => {
    const value = key === 'licence' ? (said.licence ?? said.license) : said[key]
    const given = typeof value === 'string' ? clean(value) : ''
    if (!given || given.length > lengths[key]) tell(key)
    return given.slice(0, lengths[key])
  }
  const manifest = {
    name: text('name'),
    version: text('version'),
    licence: text('licence'),
    author: text('author'),
    about: aboutOf(said.about),
    tokens: {},
  }
  const tokens = (said.tokens ?? {}) as Record<string, unknown>
  for (const key of ['paper', 'accent'] as const) {
    const value = typeof tokens === 'object' ? tokens[key] : undefined
    if (value === undefined) continue
    if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value))
      Object.assign(manifest.tokens, { [key]: value.toLowerCase() })
    else tell(`tokens.${key}`)
  }
  return { manifest, findings }
}

/** One text for all languages, or one for each. */
function aboutOf(about: unknown): Words {
  const of = (value: unknown) => (typeof value === 'string' ? clean(value).slice(0, lengths.about) : '')
  if (typeof about !== 'object' || about === null) return { id: of(about), en: of(about) }
  const each = about as Record<string, unknown>
  const [any] = languages.map((language) => of(each[language])).filter(Boolean)
  return { id: of(each.id) || any || '', en: of(each.en) || any || '' }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is left out
const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').trim()
