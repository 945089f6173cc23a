import type { TFunction } from 'i18next'
import type { Limits, Preview } from '../../src/http/api.ts'

/** How much room a version has left: what a tab and a preview say of it. */
export interface Left {
  /** `plain`, `near` the end, or `over` it. */
  tone: 'plain' | 'near' | 'over'
  words: string
}

/** More than so many characters are not counted for people: it fits. */
const counted = 500
/** From so many characters left on, one is near the end. */
const near = 20

const formats = new Map<string, Intl.NumberFormat>()

/** Made once each: with every key many are asked for. */
function grouped(number: number, language: string): string {
  const made = formats.get(language) ?? new Intl.NumberFormat(language)
  formats.set(language, made)
  return made.format(number)
}

/** Of a text in one message. @param limits without a limit: it fits */
export function leftOf(length: number, limits: Pick<Limits, 'length'>, t: TFunction, language: string): Left {
  const most = limits.length
  if (most === null) return { tone: 'plain', words: t('posts.left.fits') }
  const left = most - length
  const number = grouped(Math.abs(left), language)
  if (left < 0) return { tone: 'over', words: t('posts.left.over', { number }) }
  if (most > counted && left > near) return { tone: 'plain', words: t('posts.left.fits') }
  return { tone: left <= near ? 'near' : 'plain', words: t('posts.left.left', { number }) }
}

/** Of all that is sent to a channel: several messages are counted, and one that is too long is named. */
export function leftIn({ parts, limits }: Pick<Preview, 'parts' | 'limits'>, t: TFunction, language: string): Left {
  const all = parts.map(({ length }) => leftOf(length, limits, t, language))
  const over = all.find(({ tone }) => tone === 'over')
  if (over) return over
  const said = parts.filter(({ follows }) => follows === undefined)
  if (said.length > 1) return { tone: 'plain', words: t('posts.left.parts', { count: said.length }) }
  return all[0] ?? leftOf(0, limits, t, language)
}
