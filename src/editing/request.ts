/** What an editor asks for (Micropub), however it is written: as a form, with files, or as JSON. */
import { isPlainObject } from './plain.ts'
import { invalid } from './refused.ts'

/** Values by the names of microformats: https://microformats.org/wiki/h-entry */
export type Properties = Record<string, unknown[]>

/** A file of a form. */
export interface SentFile {
  name: string
  bytes: Uint8Array
}

/** Something new. `commands` are for the server (`mp-…`) and are kept nowhere. */
export interface CreateRequest {
  action: 'create'
  properties: Properties
  commands: Properties
  /** Pictures that came with it, in their order. */
  files: SentFile[]
}

/** Changes of what is there. */
export interface UpdateRequest {
  action: 'update'
  url: string
  replace: Properties
  add: Properties
  /** Values to take out, or whole properties. */
  remove: Properties
  removeWhole: string[]
}

/** What is there goes, or comes back. */
export interface MoveRequest {
  action: 'delete' | 'undelete'
  url: string
}

/** A request, read. */
export type EditorRequest = CreateRequest | UpdateRequest | MoveRequest

const mostProperties = 200
const mostValues = 200

/**
 * Reads a form: `category[]=a`, `category[0]=a`, `content[html]=…`, `photo[0][value]=…`.
 * @param files of the form, by the names of their fields
 * @throws Refused `invalid_request`
 */
export function readForm(
  fields: readonly (readonly [string, string])[],
  files: readonly (readonly [string, SentFile])[] = [],
): EditorRequest {
  const said = propertiesOf(fields)
  const first = (name: string) => (typeof said[name]?.[0] === 'string' ? (said[name][0] as string) : undefined)
  const action = first('action') ?? 'create'
  if (action === 'delete' || action === 'undelete') return { action, url: urlOf(first('url')) }
  if (action === 'update') throw invalid(jsonOnly.id, jsonOnly.en)
  if (action !== 'create') throw noSuchAction()
  refuseOtherTypes(first('h') ?? 'entry')
  for (const name of ['h', 'action', 'access_token', 'url']) delete said[name]
  return { action: 'create', ...parted(said), files: picturesOf(files) }
}

const jsonOnly = {
  id: 'Perubahan hanya diterima sebagai JSON (Content-Type: application/json).',
  en: 'Updates are taken as JSON only (Content-Type: application/json).',
}

/** @throws Refused `invalid_request` */
function picturesOf(files: readonly (readonly [string, SentFile])[]): SentFile[] {
  for (const [name] of files)
    if (!/^photo(?:\[\d*\])?$/.test(name))
      throw invalid(
        'Di sini hanya gambar yang dapat dikirim bersama tulisan (photo), bukan “{name}”.',
        'Only pictures can come with what is written here (photo), not “{name}”.',
        { name: name.slice(0, 60) },
      )
  return files.map(([, file]) => file)
}

function propertiesOf(fields: readonly (readonly [string, string])[]): Properties {
  const said: Properties = Object.create(null)
  const parts = new Map<string, Record<string, string>>()
  for (const [field, value] of fields) {
    const [, name, inner = ''] = /^([^[\]]{1,100})((?:\[[^[\]]{0,60}\])*)$/.exec(field) ?? []
    if (name === undefined)
      throw invalid('Nama isian “{field}” tidak dapat dibaca.', 'The field name “{field}” can’t be read.', {
        field: field.slice(0, 60),
      })
    const steps = [...inner.matchAll(/\[([^[\]]*)\]/g)].map((step) => step[1] as string)
    const key = steps.at(-1) ?? ''
    if (/^\d*$/.test(key)) put(said, name, value)
    else {
      const place = `${name} ${steps.slice(0, -1).join(' ')}`
      const known = parts.get(place)
      const object: Record<string, string> = known ?? Object.create(null)
      object[key] = value
      if (!known) {
        parts.set(place, object)
        put(said, name, object)
      }
    }
  }
  return said
}

/** @throws Refused `invalid_request` for more than anybody writes */
function put(said: Properties, name: string, value: unknown): void {
  const values = said[name] ?? []
  values.push(value)
  said[name] = values
  refuseMany(Object.keys(said).length, values.length)
}

function refuseMany(properties: number, values: number): void {
  if (properties > mostProperties || values > mostValues)
    throw invalid('Isiannya terlalu banyak.', 'There are too many fields.')
}

/** Reads JSON. @throws Refused `invalid_request` */
export function readJson(body: unknown): EditorRequest {
  if (!isPlainObject(body)) throw invalid('Yang dikirim bukan objek JSON.', 'What was sent is no JSON object.')
  const { action } = body
  if (action === undefined || action === 'create') {
    const [type = 'h-entry'] = listOf(body.type, 'type')
    refuseOtherTypes(String(type).replace(/^h-/, ''))
    if (!isPlainObject(body.properties))
      throw invalid('“properties” harus berupa objek.', '“properties” must be an object.')
    return { action: 'create', ...parted(readProperties(wrapped(body.properties), 'properties')), files: [] }
  }
  const url = urlOf(body.url)
  if (action === 'delete' || action === 'undelete') return { action, url }
  if (action !== 'update') throw noSuchAction()
  const { replace, add, delete: remove } = body
  if (replace === undefined && add === undefined && remove === undefined)
    throw invalid('Tidak ada yang diminta berubah.', 'Nothing was asked to change.')
  const whole = Array.isArray(remove)
  if (whole && !remove.every((name) => typeof name === 'string')) throw noList('delete')
  return {
    ...{ action, url, replace: changes(replace, 'replace'), add: changes(add, 'add') },
    remove: whole ? {} : changes(remove, 'delete'),
    removeWhole: whole ? remove.slice(0, mostProperties) : [],
  }
}

/** iA Writer says a single value as it is, without the list that the specification has around each. */
function wrapped(said: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]))
}

function changes(said: unknown, place: string): Properties {
  if (said === undefined) return {}
  if (!isPlainObject(said)) throw invalid('“{place}” harus berupa objek.', '“{place}” must be an object.', { place })
  return readProperties(said, place)
}

function readProperties(said: Record<string, unknown>, place: string): Properties {
  const names = Object.keys(said)
  const properties: Properties = Object.create(null)
  for (const name of names) {
    const values = listOf(said[name], `${place}.${name}`)
    refuseMany(names.length, values.length)
    properties[name] = values
  }
  return properties
}

function listOf(value: unknown, place: string): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw noList(place)
  return value
}

const noList = (place: string) =>
  invalid('“{place}” harus berupa daftar.', '“{place}” must be a list.', { place: place.slice(0, 60) })

const noSuchAction = () =>
  invalid(
    'Tindakan itu tidak dikenal: create, update, delete, atau undelete.',
    'That action is not known: create, update, delete or undelete.',
  )

function refuseOtherTypes(type: string): void {
  if (type !== 'entry')
    throw invalid(
      'Blog ini hanya menerima tulisan (h-entry), bukan h-{type}.',
      'This blog takes entries (h-entry) only, not h-{type}.',
      { type: type.slice(0, 40) },
    )
}

function urlOf(url: unknown): string {
  if (typeof url === 'string' && url.length <= 2000 && URL.canParse(url)) return url
  throw invalid(
    'Alamat tulisannya (url) tidak disebut, atau bukan alamat.',
    'The address (url) is missing, or is none.',
  )
}

function parted(said: Properties): Pick<CreateRequest, 'properties' | 'commands'> {
  const commands: Properties = Object.create(null)
  const properties: Properties = Object.create(null)
  for (const [name, values] of Object.entries(said)) {
    if (name.startsWith('mp-')) commands[name] = values
    else properties[name] = values
  }
  return { properties, commands }
}
