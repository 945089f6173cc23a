import { randomUUID } from 'node:crypto'
import { fetchOf } from '../../../testing/fake.ts'
import type { BlueskyFake } from '../fake.ts'
import { grantsAt } from './grants.ts'
import { proofsAt } from './proofs.ts'
import { serversAt } from './servers.ts'
import { issuer } from './shapes.ts'
import { createWorld } from './world.ts'

/**
 * For tests: an authorization server of the AT Protocol before the fake PDS, with a PLC directory and a resolver of
 * handles. It believes no proof that it has not checked. https://atproto.com/specs/oauth, https://www.rfc-editor.org/rfc/rfc9449
 */
export interface OAuthFake {
  fetch: typeof fetch
  pds: BlueskyFake
  /** The person reads the page and allows it; answers what their browser brings back. */
  allow(url: string): URLSearchParams
  /** From now on the server wants another nonce. */
  turnNonce(): void
  /** What the next token answer says besides the truth. */
  lie: { sub?: string; token_type?: string }
  /** Access tokens end. */
  expire(): void
  /** How often each path was asked, refusals included. */
  asked: Map<string, number>
  /** What was pushed last. */
  pushed(): Record<string, string>
  document: { id: string; alsoKnownAs: string[]; service: { id: string; type: string; serviceEndpoint: string }[] }
}

/** It, with a PDS of its own. */
export function createOAuthFake(): OAuthFake {
  const world = createWorld()
  const { pds, asked, lie, document, tokens, requests, codes } = world
  const { pushedBy, answer } = serversAt(world, proofsAt(world), grantsAt(world))
  return {
    pds,
    asked,
    lie,
    document,
    fetch: fetchOf(answer),
    pushed: () => world.last,
    turnNonce: () => {
      world.nonce = `nonce-${randomUUID()}`
    },
    expire: () => tokens.clear(),
    allow: (address) => {
      const { searchParams } = new URL(address)
      const form = requests.get(searchParams.get('request_uri') ?? '')
      if (!form || form.client_id !== searchParams.get('client_id')) throw new Error('no such request')
      const code = `code-${randomUUID()}`
      codes.set(code, { form, key: pushedBy.get(form.state ?? '') ?? '' })
      return new URLSearchParams({ code, state: form.state ?? '', iss: issuer })
    },
  }
}
