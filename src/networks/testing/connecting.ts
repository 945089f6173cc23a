import {
  type Connected,
  type ConnectTerms,
  type ConnectWay,
  type Form,
  type Network,
  type OAuthStart,
  type Tools,
  usualWay,
  wayOf,
} from '../network.ts'
import { fakeNow } from './fake.ts'
import { connectTerms } from './session.ts'

/** What a person does to connect an account. */
export interface Visitor {
  /** How they reach the network. */
  fetch: typeof fetch
  form: Form
  /** What the network's page, at that address, sends them back with. Missing: it is not expected to be visited. */
  visit?(page: string): URLSearchParams
  /** Missing: the usual way. */
  kind?: ConnectWay['kind']
}

/** Goes a way to connect to its end, step by step, as a person does. @returns all accounts that could be chosen */
export async function connectAll(network: Network, visitor: Visitor): Promise<readonly Connected[]> {
  const way = visitor.kind ? wayOf(network, visitor.kind) : usualWay(network)
  if (!way) throw new Error(`${network.name} has no such way`)
  const tools = { fetch: visitor.fetch, signal: new AbortController().signal, now: () => fakeNow }
  let step = await way.next({ did: 'typed', form: visitor.form, terms: connectTerms() }, tools)
  while (step.step === 'page') {
    if (!visitor.visit) throw new Error(`${network.name} sends the person to ${step.url}`)
    const pending = JSON.parse(JSON.stringify(step.pending))
    step = await way.next({ did: 'returned', answer: visitor.visit(step.url), pending, terms: connectTerms() }, tools)
  }
  return step.step === 'connected' ? [step.connected] : step.accounts
}

/** The same, for the first account. */
export async function connectFirst(network: Network, visitor: Visitor): Promise<Connected> {
  const [first] = await connectAll(network, visitor)
  if (!first) throw new Error(`${network.name} has no account to connect`)
  return first
}

/** A network's own page, its beginning and its end apart: for what may go wrong between them. */
export function pageOf(network: Network) {
  const way = wayOf(network, 'oauth')
  if (!way) throw new Error(`${network.name} has no page of its own`)
  const begin = async (form: Form, terms: ConnectTerms, tools: Tools): Promise<OAuthStart> => {
    const step = await way.next({ did: 'typed', form, terms }, tools)
    if (step.step !== 'page') throw new Error('no page')
    return step
  }
  const finish = async (answer: URLSearchParams, pending: OAuthStart['pending'], tools: Tools): Promise<Connected> => {
    const step = await way.next({ did: 'returned', answer, pending, terms: connectTerms() }, tools)
    if (step.step !== 'connected') throw new Error('not connected')
    return step.connected
  }
  const { clientDocument } = way
  return { begin, finish, clientDocument }
}

/** What an adapter keeps for itself: tests may look. */
export function innards(own: object | undefined): Readonly<Record<string, unknown>> {
  return (own ?? {}) as Readonly<Record<string, unknown>>
}

/** A text among it. */
export function told(own: object | undefined, name: string): string {
  return String(innards(own)[name])
}
