import type { MiddlewareHandler } from 'hono'
import { Problem } from '../core/problem.ts'
import { withoutRefused } from '../core/text/foreign.ts'
import type { Variables } from './variables.ts'

/** Nothing that the API takes lies deeper. */
const deepest = 64

/**
 * The border of what people send: characters that no database and no feed takes are left out of every text in a body, whatever its field
 * (its shape and length are the operation's own). What is no JSON is refused with words.
 * @throws Problem `wrong-input`
 */
export const cleanInput: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
  if (holdsRefused(c.req.path) || holdsRefused(new URL(c.req.url).search))
    throw new Problem('wrong-input', strangeAddress)
  const fields = new Set<string>()
  c.set('cleaned', fields)
  if (saysJson(c.req.header('content-type'))) {
    const text = await c.req.text()
    const clean = cleanJson(text, fields)
    // Hono's types call what it keeps there a text; it keeps, and awaits, a promise of one.
    if (clean !== undefined) c.req.bodyCache.text = Promise.resolve(clean) as never
  }
  return next()
}

/** Whether a body calls itself JSON. What does not is none, here. */
export function saysJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')
}

/** An address whose letters can't be read, or that carries characters that mean nothing. */
function holdsRefused(address: string): boolean {
  try {
    const text = decodeURIComponent(address.replaceAll('+', ' '))
    return withoutRefused(text) !== text.replace(/\r\n?/g, '\n')
  } catch {
    return true
  }
}

/**
 * @param fields gets the names of those that were cleaned
 * @returns the same JSON with clean texts; `undefined` where nothing is to be cleaned, or nothing was sent
 */
function cleanJson(text: string, fields: Set<string>): string | undefined {
  if (text === '') return undefined
  if (depthOf(text) > deepest) throw new Problem('wrong-input', tooDeep)
  const value = parsed(text, (one, field) => {
    const clean = withoutRefused(one)
    if (clean !== one) fields.add(field)
    return clean
  })
  return fields.size > 0 ? JSON.stringify(value) : undefined
}

function parsed(text: string, clean: (one: string, field: string) => string): unknown {
  try {
    return JSON.parse(text, (key, one: unknown) => {
      // It would change what every object is.
      if (key === '__proto__') throw new Problem('wrong-input', strangeKey)
      return typeof one === 'string' ? clean(one, key) : one
    })
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('wrong-input', noJson, { detail: String(cause) })
  }
}

/** How deep brackets lie in each other, texts left out. */
function depthOf(json: string): number {
  let deep = 0
  let most = 0
  let inText = false
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at)
    if (inText) {
      if (sign === 0x5c) at++
      else if (sign === 0x22) inText = false
    } else if (sign === 0x22) inText = true
    else if (sign === 0x5b || sign === 0x7b) most = Math.max(most, ++deep)
    else if (sign === 0x5d || sign === 0x7d) deep--
  }
  return most
}

const noJson = {
  id: 'Yang dikirim bukan JSON yang utuh. Periksa tanda kurung, kutip, dan komanya, lalu kirim lagi.',
  en: 'What was sent is not whole JSON. Check its brackets, quotes and commas, and send it again.',
}
const tooDeep = {
  id: 'JSON yang dikirim terlalu dalam susunannya (lebih dari 64 tingkat). Sederhanakanlah, lalu kirim lagi.',
  en: 'The JSON that was sent is nested too deep (more than 64 levels). Make it simpler, and send it again.',
}
const strangeKey = {
  id: 'JSON yang dikirim memuat nama “__proto__”, yang tidak boleh dipakai. Buang, lalu kirim lagi.',
  en: 'The JSON that was sent holds the name “__proto__”, which may not be used. Take it out, and send it again.',
}
const strangeAddress = {
  id: 'Alamat permintaan ini memuat karakter yang tidak dapat dibaca. Periksa alamatnya, lalu coba lagi.',
  en: 'The address of this request has characters that can’t be read. Check the address, and try again.',
}
