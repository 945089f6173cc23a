/** The kinds of ways to connect, each made of what only the network knows. */
import type { Connect, Connected, ConnectStep, ConnectTerms, ConnectWay, Form, OAuthStart, Tools } from './network.ts'

/** What an account is connected by: one, or several to choose from. */
type Found = Connected | readonly Connected[]

/** Signs in with what was typed. */
export function formWay(connect: Connect, signIn: (form: Form, tools: Tools) => Promise<Found>): ConnectWay {
  return {
    ...connect,
    next: async (done, tools) => {
      if (done.did !== 'typed') throw new Error('there is no page to come back from')
      return stepOf(await signIn(done.form, tools))
    },
  }
}

/** What goes on at the network's own page. */
export interface PageVisit {
  begin(form: Form, terms: ConnectTerms, tools: Tools): Promise<OAuthStart>
  /** With what the page sent along. More than one: the person chooses which of their pages, blogs or channels to connect. */
  finish(answer: URLSearchParams, pending: OAuthStart['pending'], tools: Tools): Promise<Found>
}

/** Sends the person to the network's own page, and goes on when they come back. */
export function pageWay(
  connect: Connect,
  { begin, finish }: PageVisit,
  clientDocument?: ConnectWay['clientDocument'],
): ConnectWay {
  return {
    ...connect,
    next: async (done, tools) =>
      done.did === 'typed'
        ? { step: 'page', ...(await begin(done.form, done.terms, tools)) }
        : stepOf(await finish(done.answer, done.pending, tools)),
    ...(clientDocument ? { clientDocument } : {}),
  }
}

function stepOf(found: Found): ConnectStep {
  const all = Array.isArray(found) ? (found as readonly Connected[]) : [found as Connected]
  const [only, ...others] = all
  return only && others.length === 0 ? { step: 'connected', connected: only } : { step: 'choice', accounts: all }
}
