import { createFake } from '../fake.ts'
import type { OAuthFake } from './fake.ts'
import { did, pdsAddress } from './shapes.ts'

/** What the authorization server keeps, and what it has seen. */
export function createWorld() {
  const world = {
    nonce: 'nonce-1',
    last: {} as Record<string, string>,
  }

  const pds = createFake(pdsAddress)
  const asked = new Map<string, number>()
  const requests = new Map<string, Record<string, string>>()
  const codes = new Map<string, { form: Record<string, string>; key: string }>()
  const tokens = new Map<string, { key: string }>()
  const refreshes = new Map<string, { key: string; clientId: string }>()
  const seen = new Set<string>()
  const document: OAuthFake['document'] = {
    id: did,
    alsoKnownAs: ['at://sari.example'],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: pdsAddress }],
  }
  const lie: OAuthFake['lie'] = {}
  return Object.assign(world, { pds, asked, requests, codes, tokens, refreshes, seen, document, lie })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
