import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Whose word about the visitor's address is taken: so many proxies, whoever they are, or those in these networks. */
export type TrustedProxies = { hops: number } | { networks: readonly string[] }

type Address = ipaddr.IPv4 | ipaddr.IPv6
const mostHops = 9

/**
 * Reads the setting TRUSTED_PROXY.
 * @param text empty, `0`: nobody; `1` to `9`: so many proxies; else addresses and networks (CIDR) with commas between
 * @returns `null` for what can't be used
 */
export function readTrustedProxies(text: string): TrustedProxies | undefined | null {
  const said = text.trim().toLowerCase()
  if (['', '0', 'no', 'false', 'off'].includes(said)) return undefined
  if (['yes', 'true'].includes(said)) return { hops: 1 }
  if (/^\d+$/.test(said)) return Number(said) <= mostHops ? { hops: Number(said) } : null
  const networks = said.split(',').map((one) => networkOf(one.trim()))
  return networks.every((one) => one !== undefined) ? { networks } : null
}

function networkOf(text: string): string | undefined {
  if (isIP(text.replace(/\/\d+$/, '')) && ipaddr.isValidCIDR(text)) return text
  const address = readAddress(text)
  return address && `${address}/${address.kind() === 'ipv4' ? 32 : 128}`
}

/**
 * The visitor's address: the right-most one of `X-Forwarded-For` that no trusted proxy has. What stands left of it was written by
 * the visitor, and may be anything.
 * @param peer whom the connection is with
 * @param forwarded the header, as it came
 */
export function visitorOf(trusted: TrustedProxies | undefined, peer: string, forwarded = ''): string {
  let visitor = readAddress(peer)
  if (!visitor) return peer
  // Only the end of it is believed, so that a long one costs nothing.
  const chain = forwarded.slice(-longestChain).split(',').reverse()
  for (const [hop, text] of chain.entries()) {
    if (!trusted || !isTrusted(trusted, visitor, hop)) break
    const next = readAddress(text)
    if (!next) break
    visitor = next
  }
  return visitor.toString()
}

const longestChain = 2000

function isTrusted(trusted: TrustedProxies, address: Address, hop: number): boolean {
  if ('hops' in trusted) return hop < trusted.hops
  return trusted.networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network)
    // The library's types want to know the kind, which has just been compared.
    return base.kind() === address.kind() && address.match(base as never, bits)
  })
}

/** `::ffff:10.0.0.1` is `10.0.0.1`; a port behind it (`[::1]:443`, `10.0.0.1:443`) is none of it. */
function readAddress(text: string): Address | undefined {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1')
  const host = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.slice(0, bare.indexOf(':')) : bare
  return isIP(host) ? ipaddr.process(host) : undefined
}

/** Whether it is this very machine. */
export function isLoopback(address: string): boolean {
  return readAddress(address)?.range() === 'loopback'
}

/**
 * Where tries are counted together: one IPv6 line has a whole /64, out of which each try may come from another address.
 * @returns the address, or its network
 */
export function neighbourhood(address: string): string {
  const read = readAddress(address)
  if (read?.kind() !== 'ipv6') return read?.toString() ?? address
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${read}/64`)}/64`
}
