/** An editor that asks to be let in: who it says it is, and where it may be answered. */
import type { Context } from '../context.ts'
import { Problem } from '../core/problem.ts'
import { foreignLine } from '../core/text/foreign.ts'
import { threaded } from '../core/thread/pool.ts'
import { isLoopback } from '../core/visitor.ts'
import type { Words } from '../core/words.ts'
import type * as Page from './client-page.ts'

const readClientPage = threaded<typeof Page.readClientPage>(
  new URL('./client-page.ts', import.meta.url),
  'readClientPage',
  'client_id',
)

/** An editor, as its person is shown it. */
export interface Client {
  /** Its address, which is also its name among programs. */
  id: string
  name: string
  /** What it says of itself could be read. */
  known: boolean
  /** It runs on the person's own device, which is never asked. */
  local: boolean
}

const longestAddress = 2000
const longestPage = 500_000
const seconds = 10
/** A browser would run these, or read a file. */
const runs = /^(?:javascript|data|vbscript|file|blob|about|filesystem|view-source|ws|wss|ftp):$/

/**
 * Reads an editor's address, and looks there for what it says of itself. One on the person's own machine is never asked.
 * @throws Problem `wrong-input` for what is no address of an editor, or an answer address that it has not published
 */
export async function lookAtClient(context: Context, clientId: string, redirectUri: string): Promise<Client> {
  const address = readClientId(clientId)
  const answer = readRedirect(redirectUri)
  const local = isLocalHost(address.hostname)
  const said = local ? undefined : await read(context, address)
  const beside = answer.protocol === address.protocol && answer.host === address.host
  if (!beside && !said?.redirects.includes(answer.href) && !said?.redirects.includes(redirectUri))
    throw new Problem('wrong-input', said ? notPublished : unreadable, {
      values: { host: address.host, answer: answer.host || answer.protocol },
      field: 'redirect_uri',
    })
  const name = foreignLine(said?.name ?? '', 100).trim()
  return { id: clientId, name: name || address.host, known: said !== undefined, local }
}

/** https://indieauth.spec.indieweb.org/#client-identifier */
function readClientId(said: string): URL {
  const address = said.length <= longestAddress && URL.canParse(said) ? new URL(said) : undefined
  const plain =
    address &&
    /^https?:$/.test(address.protocol) &&
    !address.username &&
    !address.password &&
    !said.includes('#') &&
    !/\/\.{1,2}(?:\/|$|\?)/.test(said) &&
    (isLocalHost(address.hostname) || !isNumeric(address.hostname))
  if (!plain) throw new Problem('wrong-input', noClient, { field: 'client_id' })
  return address
}

const isNumeric = (host: string) => host.startsWith('[') || /^[\d.]+$/.test(host)

function isLocalHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isLoopback(host.replace(/^\[|\]$/g, ''))
}

function readRedirect(said: string): URL {
  const answer = said.length <= longestAddress && URL.canParse(said) ? new URL(said) : undefined
  if (!answer || runs.test(answer.protocol) || answer.username || answer.password || said.includes('#'))
    throw new Problem('wrong-input', noAnswer, { field: 'redirect_uri' })
  return answer
}

/** What it has published; `undefined` where nobody answers. */
async function read(context: Context, address: URL): Promise<Page.ClientPage | undefined> {
  try {
    const answer = await context.fetch(address, {
      headers: { accept: 'application/json, text/html;q=0.9' },
      signal: AbortSignal.timeout(seconds * 1000),
    })
    if (!answer.ok) return undefined
    const text = (await answer.text()).slice(0, longestPage)
    const page = /^application\/(?:[\w.-]+\+)?json\b/i.test(answer.headers.get('content-type') ?? '')
      ? readDocument(text, address)
      : await readClientPage(text)
    if (!page) return undefined
    const linked = linksOf(answer.headers.get('link') ?? '')
    const base = answer.url || address.href
    const redirects = [...page.redirects, ...linked].filter((one) => URL.canParse(one, base))
    return { ...page, redirects: redirects.map((one) => new URL(one, base).href) }
  } catch (error) {
    context.log.debug({ error, host: address.host }, 'an editor could not be asked who it is')
    return undefined
  }
}

/** https://indieauth.spec.indieweb.org/#client-metadata: it must speak of the very address that was asked. */
function readDocument(text: string, address: URL): Page.ClientPage | undefined {
  const said = JSON.parse(text) as { client_id?: unknown; client_name?: unknown; redirect_uris?: unknown } | null
  if (typeof said?.client_id !== 'string' || !URL.canParse(said.client_id)) return undefined
  if (new URL(said.client_id).href !== address.href) return undefined
  const redirects = Array.isArray(said.redirect_uris) ? said.redirect_uris.slice(0, 50) : []
  return {
    name: typeof said.client_name === 'string' ? said.client_name : '',
    redirects: redirects.filter((one): one is string => typeof one === 'string'),
  }
}

/** `Link: <…>; rel="redirect_uri"`: https://www.rfc-editor.org/rfc/rfc8288#section-3 */
function linksOf(header: string): string[] {
  return header
    .slice(0, 20_000)
    .split(/,\s*(?=<)/)
    .flatMap((one) => {
      const [, address, rest = ''] = /^<([^>]*)>(.*)$/s.exec(one.trim()) ?? []
      return address !== undefined && /;\s*rel\s*=\s*"?[^";]*\bredirect_uri\b/i.test(rest) ? [address] : []
    })
}

const noClient: Words = {
  id: 'Aplikasi yang meminta izin tidak menyebut alamatnya sendiri dengan benar (client_id). Mulai lagi dari aplikasinya; bila tetap begini, laporkan kepada pembuatnya.',
  en: 'The app that asks doesn’t name its own address correctly (client_id). Begin again from the app; if it stays like this, tell its makers.',
}
const noAnswer: Words = {
  id: 'Aplikasi yang meminta izin tidak menyebut alamat kembali yang dapat dipakai (redirect_uri), jadi tidak ada yang dapat diberi tahu.',
  en: 'The app that asks names no usable address to return to (redirect_uri), so there is nobody to answer.',
}
const notPublished: Words = {
  id: 'Aplikasi di {host} ingin dijawab di {answer}, tetapi tidak mengumumkan alamat itu sebagai miliknya. Jangan lanjutkan bila Anda tidak mengenalnya.',
  en: 'The app at {host} wants to be answered at {answer}, but does not say that this address is its own. Don’t continue if you don’t know it.',
}
const unreadable: Words = {
  id: 'Halaman aplikasi di {host} tidak dapat dibaca, jadi tidak pasti bahwa {answer} miliknya. Coba lagi nanti, atau buat token di Pengaturan → Editor.',
  en: 'The app’s page at {host} can’t be read, so it is not sure that {answer} is its own. Try again later, or make a token in Settings → Editors.',
}
