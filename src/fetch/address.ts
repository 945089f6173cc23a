import ipaddr from 'ipaddr.js'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'

/**
 * Names that never lead to a public host, so they are not even looked up: special-use domains
 * (https://www.iana.org/assignments/special-use-domain-names) and the inner zones of cloud providers.
 */
const innerZones = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'home.arpa',
  'onion',
  'test',
  'invalid',
]

const refusal: Words = {
  id: 'Alamat itu, atau alamat tempat servernya mengarahkan, tidak dapat dibuka dari sini: {why} Periksa lagi alamatnya.',
  en: 'That address, or one that its server leads on to, cannot be opened from here: {why} Please check the address.',
}

const reasons = {
  scheme: {
    id: 'hanya alamat yang diawali https:// atau http:// yang dapat dipakai.',
    en: 'only addresses that begin with https:// or http:// can be used.',
  },
  unreadable: { id: 'tulisannya bukan alamat yang lengkap.', en: 'it is not a complete address.' },
  login: {
    id: 'ada nama pengguna atau sandi di dalam alamat itu.',
    en: 'there is a user name or password inside the address.',
  },
  inner: {
    id: 'alamat itu menuju ke jaringan dalam, bukan ke internet. Kalau itu memang server Anda sendiri, izinkan lewat ALLOW_PRIVATE_HOSTS.',
    en: 'it leads to an inner network, not to the internet. If it is a server of your own, allow it with ALLOW_PRIVATE_HOSTS.',
  },
  leak: {
    id: 'server itu menyuruh mengirim isinya ke server lain.',
    en: 'that server asks to send the contents on to a different server.',
  },
  again: {
    id: 'server itu meminta isinya dikirim sekali lagi ke alamat lain.',
    en: 'that server asks to send the contents once more, to another address.',
  },
  loop: { id: 'server itu terus mengalihkan ke alamat lain.', en: 'that server keeps redirecting to other addresses.' },
} satisfies Record<string, Words>

/**
 * A refusal: nothing was sent. A person is not told which address it was: it may be one that only the server behind the typed one
 * knows. The log is, without the query, which may hold a secret.
 */
export function refuse(reason: keyof typeof reasons, address: string): Problem {
  const words = {
    id: refusal.id.replace('{why}', reasons[reason].id),
    en: refusal.en.replace('{why}', reasons[reason].en),
  }
  return new Problem('wrong-input', words, { detail: `address refused (${reason}): ${shownAddress(address)}` })
}

/** Scheme, host and port. */
function shownAddress(address: string): string {
  if (!URL.canParse(address)) return '…'
  const url = new URL(address)
  return `${url.protocol}//${url.host}`
}

/**
 * Whether an IP address is global unicast, read from IANA's special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry). Allows what is public
 * instead of denying what is known: in IPv6 only 2000::/3 is. Addresses that carry an IPv4 address inside
 * (mapped, NAT64, 6to4, Teredo) are refused whatever they carry.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return false
  const parsed = ipaddr.parse(bare)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] as number) >> 5 === 1
}

/** Whether a host name can be public at all: it has a dot and stands in no inner zone. */
export function isPublicName(name: string): boolean {
  const bare = name.toLowerCase().replace(/\.$/, '')
  if (!bare.includes('.')) return false
  return !innerZones.some((zone) => bare.endsWith(`.${zone}`))
}

/** `host:port` as the allow list writes it; an IPv6 host keeps its brackets. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

/**
 * Reads an address and refuses what can be refused before any packet, a DNS question included.
 *
 * @param allow `host:port` entries that are let through although they are not public
 * @throws Problem `wrong-input`
 */
export function checkAddress(address: string | URL, allow: ReadonlySet<string>): URL {
  const text = String(address)
  if (!URL.canParse(text)) throw refuse('unreadable', text)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('scheme', text)
  if (url.username || url.password) throw refuse('login', text)
  if (allow.has(hostAndPort(url))) return url
  const literal = url.hostname.startsWith('[') || ipaddr.isValid(url.hostname)
  const fine = literal ? isPublicAddress(url.hostname) : isPublicName(url.hostname)
  if (!fine) throw refuse('inner', text)
  return url
}
