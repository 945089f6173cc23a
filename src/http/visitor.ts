import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context as Request } from 'hono'
import type { Config } from '../config.ts'
import { isLoopback, visitorOf } from '../core/visitor.ts'
import type { Visitor } from '../team/index.ts'

/** Set by the server itself on every request, over whatever the visitor wrote there. */
const visitorHeader = 'x-percakapan-visitor'
/** `1` where the visitor sits at this machine. */
const localHeader = 'x-percakapan-local'

/** Headers that a proxy adds. With one of them the visitor is not local, even if the proxy is not in TRUSTED_PROXY. */
const marksOfProxies = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** Writes down who asks, for all that comes after. */
export function nameVisitor(config: Config, request: IncomingMessage): void {
  const peer = request.socket.remoteAddress ?? ''
  const forwarded = request.headers['x-forwarded-for']
  const local =
    isLoopback(peer) && !marksOfProxies.some((name) => name in request.headers) && namesMachine(config, request)
  put(request, visitorHeader, visitorOf(config.trustedProxy, peer, String(forwarded ?? '')))
  put(request, localHeader, local ? '1' : '0')
}

/** The adapter reads the raw lines, where one of the visitor's own may stand already. */
function put(request: IncomingMessage, name: string, value: string): void {
  const raw = request.rawHeaders
  for (let at = raw.length - 2; at >= 0; at -= 2) if (raw[at]?.toLowerCase() === name) raw.splice(at, 2)
  raw.push(name, value)
  request.headers[name] = value
}

/**
 * A proxy that says nothing of itself asks for the address that its visitors typed, or stands before one that BASE_URL names; and a
 * page of somebody else's that reaches us through a name of its own (DNS rebinding) asks for that name.
 */
function namesMachine(config: Config, request: IncomingMessage): boolean {
  return [`http://${request.headers.host ?? ''}`, config.baseUrl].every((address) => {
    const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
    return host === 'localhost' || isLoopback(host)
  })
}

/** The visitor's address, as far as trusted proxies tell it. */
export function visitorAddress(headers: Headers): string {
  return headers.get(visitorHeader) ?? ''
}

/** Whom a request comes from, for the log that a person reads. */
export function visitorOfRequest(headers: Headers): Visitor {
  return { address: visitorAddress(headers), agent: headers.get('user-agent') ?? '' }
}

/** Whether the request comes from this machine, with no proxy between. */
export function isLocal(headers: Headers): boolean {
  return headers.get(localHeader) === '1'
}

/** Whether the visitor may read metrics and health details: from this machine, or with METRICS_TOKEN. */
export function maySeeInside(config: Config, c: Request): boolean {
  if (isLocal(c.req.raw.headers)) return true
  const [, said = ''] = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  return config.metricsToken !== undefined && isSame(said, config.metricsToken)
}

/** Compares in constant time. */
export function isSame(said: string, right: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
