import type { Part } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import { fill, type Words } from '../core/words.ts'
import {
  type Absent,
  type Account,
  type ByHandFacet,
  type ConnectField,
  type ConnectWay,
  type Effort,
  type IdentityFacet,
  type Limits,
  type Mark,
  type Network,
  type TextFacet,
  type Verification,
  wayOf,
} from './network.ts'
import { formWay } from './ways.ts'

/**
 * Assisted posting: the network's API is closed, unapproved or unpaid, so a person posts by hand. At its time the
 * finished text is shown with a link that opens the network's own composer, filled in as far as the network allows.
 */
export interface Assisted {
  name: string
  label: string
  mark?: Mark
  source: string
  verification: Verification
  limits: Limits
  text: Pick<TextFacet, 'measure' | 'render'>
  /** The one thing that is asked for. */
  field: ConnectField
  steps: readonly Words[]
  /** Who is meant by what was typed; `undefined` where it can't be anybody. */
  accountOf(typed: string): Pick<Account, 'handle' | 'name' | 'url' | 'community'> | undefined
  /** What a right answer looks like, for the message when it is wrong. */
  wanted: Words
  /** What connecting takes. */
  effort: Effort
  /** What addresses of its posts look like. */
  postAddress: NonNullable<Network['postAddress']>
  /** The server all accounts live on. */
  server: string
  composer(part: Part, account: Account): string
}

const toldByHand: Readonly<Record<'sending' | 'responses' | 'account' | 'permission', Words>> = {
  sending: {
    id: 'Di {label} Anda mengirim manual; kiriman itu juga Anda betulkan atau hapus langsung di sana.',
    en: 'On {label} you post by hand; correct or delete what is out over there, too.',
  },
  responses: {
    id: 'Tanggapan di {label} belum dapat diambil; baca, jawab, dan kelolalah langsung di sana.',
    en: 'Responses on {label} cannot be fetched; please read, answer and moderate them there.',
  },
  account: {
    id: 'Di {label} Anda mengirim manual, jadi Percakapan tidak punya izin untuk membaca apa pun di sana.',
    en: 'On {label} you post by hand, so Percakapan has no permission to read anything there.',
  },
  permission: {
    id: 'Di {label} Anda mengirim manual, jadi tidak ada izin yang perlu dikembalikan.',
    en: 'On {label} you post by hand, so there is no permission to give back.',
  },
}

/** What posting by hand needs to know. */
export type HandMade = Pick<Assisted, 'field' | 'steps' | 'accountOf' | 'wanted' | 'server' | 'composer'>

/** Posting by hand, and the way to connect for it. */
export interface HandSide extends ByHandFacet {
  readonly way: ConnectWay
}

/** Posting by hand: believes what was typed, since there is no secret, and nothing to ask the network. */
export function byHand({ field, steps, accountOf, wanted, server, composer }: HandMade): HandSide {
  const way = formWay({ kind: 'assisted', fields: [field], steps }, async (form) => {
    const typed = (form[field.name] ?? '').trim()
    const account = typed === '' ? undefined : accountOf(typed)
    if (!account) throw new Problem('wrong-input', wanted, { field: field.name })
    return { account: { remoteId: account.url, server, byHand: true, ...account }, credentials: {} }
  })
  return { way, composer }
}

/** What is absent where a person posts by hand. */
function absentByHand(label: string): Pick<Network, 'sending' | 'responses' | 'blog' | 'figures'> {
  const because = (words: Words): Absent => ({ absent: fill(words, { label }) })
  const { sending, responses, account } = toldByHand
  return {
    sending: because(sending),
    responses: because(responses),
    blog: because(account),
    figures: because(account),
  }
}

function identityByHand(label: string, way: ConnectWay): IdentityFacet {
  const { account, permission } = toldByHand
  return {
    ways: [way],
    probe: { absent: fill(account, { label }) },
    revoke: { absent: fill(permission, { label }) },
  }
}

/** A network as it is for an account that is posted to by hand: its texts and limits, and nothing of its API. */
export function handSide(network: Network): Network {
  const way = wayOf(network, 'assisted')
  const hand = network.byHand
  if (!way || !hand) return network
  const { name, label, mark, verification, text, postAddress } = network
  return {
    name,
    label,
    ...(mark && { mark }),
    verification,
    text,
    ...absentByHand(label),
    identity: identityByHand(label, way),
    ...(postAddress && { postAddress }),
    byHand: hand,
  }
}

/** Makes a whole network of what is particular to an assisted one. */
export function assistedNetwork(assisted: Assisted): Network {
  const { name, label, mark, source, verification, limits, text, postAddress, effort } = assisted
  const { way, composer } = byHand(assisted)
  return {
    name,
    label,
    ...(mark && { mark }),
    verification,
    ...absentByHand(label),
    identity: identityByHand(label, way),
    text: { source, limits: () => limits, measure: text.measure, render: text.render },
    postAddress,
    effort,
    byHand: { composer },
  }
}

/** The path of an address on one of `hosts`, or `undefined` for other addresses and for what is no address. */
export function pathOn(typed: string, hosts: readonly string[]): string | undefined {
  const withScheme = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(withScheme)) return undefined
  const url = new URL(withScheme)
  const host = url.hostname.replace(/^(www|m|mobile|old|new|web)\./, '')
  return hosts.includes(host) ? url.pathname + url.search : undefined
}
