/** Words that stand for an address, and say one themselves: whether it is the same. */
import tlds from 'tlds' with { type: 'json' }
import { findLinks } from './entities.ts'
import { withoutRefused } from './foreign.ts'

const domains = new Set<string>(tlds)

/** So much of a link's words is looked at: nobody reads an address behind that. */
const mostWords = 2000
const mostAddress = 200

/** What follows the protocol up to where a reader thinks that the host ends. A name before an `@` is no host, but looks like one. */
const shownHost = /^https?:\/\/([^/?#@:\s]+)/i
/** A host as people write it; no part of an account's name. */
const bareHost =
  /(?<![\p{L}\p{N}._-])(?<!(?<![\p{L}\p{N}])@)(?:(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.)+\p{L}{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}-])/gu
const account = /^[@＠][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?$/u

/** The hosts that somebody reads in a link's words, in the form in which hosts are compared. */
function hostsIn(words: string): string[] {
  const clean = words
    .slice(0, mostWords)
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replaceAll('。', '.')
    .trim()
  if (account.test(clean)) return []
  const links = findLinks(clean)
  const rest = links.reduce((text, { value }) => text.replace(value, ' '), clean)
  const written = links.flatMap(({ value }) => shownHost.exec(value)?.[1] ?? [])
  const bare = [...rest.matchAll(bareHost)].map(([host]) => host).filter(isHost)
  return [...written, ...bare].map(comparable)
}

function isHost(host: string): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1).toLowerCase()
  return /^\d+$/.test(last) || domains.has(last)
}

function comparable(host: string): string {
  const address = `http://${host}`
  const name = URL.canParse(address) ? new URL(address).hostname : host.toLowerCase()
  return name.replace(/^www\./, '').replace(/\.$/, '')
}

/** The host that a link really leads to; empty where there is none. */
function hostBehind(address: string): string {
  const clean = address.replace(/[\s\p{Cc}\p{Cf}]+/gu, '')
  const mail = /^mailto:[^@?]*@([^?,]+)/i.exec(clean)?.[1]
  if (mail) return comparable(mail)
  const whole = clean.startsWith('//') ? `https:${clean}` : clean
  return /^https?:/i.test(whole) && URL.canParse(whole) ? comparable(new URL(whole).hostname) : ''
}

/** A link's words that say one host, where its address has another. */
export interface Misled {
  shown: string
  /** Empty where the address leads to no host. */
  real: string
}

/** @returns what is said and what is true, where the two differ; `undefined` where the words say no address, or the right one */
export function misled(words: string, address: string): Misled | undefined {
  const real = hostBehind(address)
  const shown = hostsIn(words).find((host) => host !== real)
  return shown === undefined ? undefined : { shown, real }
}

/**
 * What is read of a link in plain text: its words, and behind them where it really leads, if they say otherwise.
 * @returns what is to be put behind the words; often nothing
 */
export function whereItLeads(words: string, address: string): string {
  const clean = withoutRefused(address.slice(0, 4 * mostAddress)).replace(/[\s\p{Cf}]+/gu, '')
  if (clean === '' || !misled(words, address)) return ''
  return ` (${clean.length > mostAddress ? `${clean.slice(0, mostAddress - 1).toWellFormed()}…` : clean})`
}

/** Words of a text that stand for an address. Offsets are half-open, in UTF-16 units. */
export interface Target {
  start: number
  end: number
  address: string
}

/** A text whose links are told apart from it, with {@link whereItLeads} behind those that say otherwise. */
export function withTargets(text: string, targets: readonly Target[]): string {
  let shown = ''
  let at = 0
  for (const { start, end, address } of [...targets].sort((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > text.length) continue
    shown += text.slice(at, end) + whereItLeads(text.slice(start, end), address)
    at = end
  }
  return shown + text.slice(at)
}
