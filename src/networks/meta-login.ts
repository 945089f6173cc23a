/**
 * Signing in for pages, and for accounts that belong to pages: the person's way over the dialog, then a token that lasts,
 * then the pages that the person chose there, each with a token of its own.
 * https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 * https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
 */
import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import { fill } from '../core/words.ts'
import { HttpProblem, request } from './http.ts'
import { createGraph, type Graph, type GraphPlace, graphService, refusalOf } from './meta.ts'
import type { Credentials, OAuthStart, Tools } from './network.ts'
import { finishAt, type OAuthCredentials, type OAuthServer } from './oauth2.ts'

const LongLived = z.object({ access_token: z.string().min(1) })

/** How the dialog is asked. It documents no PKCE. */
export function dialogOf(place: GraphPlace, dialog: string, scopes: readonly string[]): OAuthServer {
  return {
    label: place.label,
    authorize: dialog,
    token: `${place.root}/oauth/access_token`,
    scopes,
    scopeSeparator: ',',
    clientAuth: 'body',
    pkce: false,
  }
}

/** A user's token lasts an hour or two; this one lasts weeks, and the page tokens that are asked for with it do not end. */
async function longLived(place: GraphPlace, kept: OAuthCredentials, tools: Tools): Promise<string> {
  const query = new URLSearchParams({
    grant_type: 'fb_exchange_token',
    client_id: kept.clientId,
    client_secret: kept.clientSecret,
    fb_exchange_token: kept.accessToken,
  })
  const service = graphService(place, [kept.clientSecret, kept.accessToken], false)
  const address = `${place.root}/oauth/access_token?${query}`
  return (await request(service, tools, address, {}, LongLived)).value.access_token
}

/**
 * Takes the code that the person brought back, and asks for their pages: those of their own, and those of their businesses.
 * @param fields what is read of each page, beside its token
 * @returns each page with what is kept for it, and calls in its name
 * @throws Problem `rejected` where the person gave us no page
 */
export async function pagesAfterDialog<T extends { id: string; access_token?: string | undefined }>(
  place: GraphPlace,
  server: OAuthServer,
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
  fields: string,
  Page: z.ZodType<T>,
): Promise<{ page: T; credentials: Credentials; graph: Graph }[]> {
  const kept = await finishAt(server, answer, start, tools)
  const { clientId, clientSecret } = kept
  const user = createGraph(place, tools, { clientSecret, accessToken: await longLived(place, kept, tools) })
  const found = new Map<string, { page: T; credentials: Credentials; graph: Graph }>()
  for await (const page of pagesOfPerson(user, `access_token,${fields}`, Page)) {
    // A page where the person has no task that lets them act has no token.
    if (!page.access_token || found.has(page.id)) continue
    const credentials = { clientId, clientSecret, accessToken: page.access_token }
    found.set(page.id, { page, credentials, graph: createGraph(place, tools, credentials) })
  }
  if (found.size === 0) throw new Problem('rejected', fill(noPage, { label: place.label }))
  return [...found.values()]
}

const Business = z.object({ id: z.string() })

/**
 * The pages that a person runs, some of them more than once. Who runs a page through a business portfolio may find it in none of
 * the own ones: https://developers.facebook.com/docs/graph-api/reference/user/businesses/,
 * https://developers.facebook.com/docs/marketing-api/reference/business/owned_pages/ and client_pages;
 * https://github.com/trypostit/trypost/issues/292, https://github.com/gitroomhq/postiz-app (facebook.provider.ts)
 */
async function* pagesOfPerson<T>(user: Graph, fields: string, Page: z.ZodType<T>): AsyncGenerator<T> {
  const params = { fields, limit: 100 }
  for await (const pages of user.pages('/me/accounts', params, Page)) yield* pages
  const businesses = await permitted(user.pages('/me/businesses', { fields: 'id', limit: 100 }, Business))
  for (const { id } of businesses) {
    for (const edge of ['owned_pages', 'client_pages'])
      yield* await permitted(user.pages(`/${encodeURIComponent(id)}/${edge}`, params, Page))
  }
}

/** All of a list. Who was not given the permission, or has no such thing, has none of it; the rest still counts. */
async function permitted<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  try {
    for await (const page of pages) all.push(...page)
  } catch (error) {
    const refused = error instanceof HttpProblem && error.reason === 'status' && error.kind !== 'rate-limited'
    // A token that has ended (190) is no matter of this list.
    if (!refused || refusalOf(error)?.code === 190) throw error
  }
  return all
}

/**
 * A page sends webhook events to the apps that it has installed; the dialog has asked the person for it.
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-pages
 */
export async function subscribeWebhook(page: string, fields: readonly string[], graph: Graph): Promise<void> {
  try {
    await graph.post(`/${page}/subscribed_apps`, { subscribed_fields: fields }, z.unknown(), { repeatable: true })
  } catch (error) {
    // Without the permission comments come later, not never: they are fetched in any case.
    if (!(error instanceof HttpProblem && error.reason === 'status')) throw error
  }
}

const noPage = {
  id: '{label} tidak memberi kita satu halaman pun. Hubungkan lagi, dan di jendela izinnya pilih halaman yang Anda kelola. Bila halaman itu milik portofolio bisnis, pastikan Anda mendapat akses penuh ke sana.',
  en: '{label} gave us no page at all. Connect again, and choose the pages you manage in its dialog. If a page belongs to a business portfolio, make sure that you have full access to it.',
}
