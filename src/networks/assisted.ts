import type { Part } from '../core/post.ts'
import { Problem } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import type { Account, ByHand, Capability, ConnectField, Limits, Network, Verification } from './network.ts'

/**
 * Assisted posting: the network's API is closed, unapproved or unpaid, so a person posts by hand. At its time the
 * finished text is shown with a link that opens the network's own composer, filled in as far as the network allows.
 */
export interface Assisted {
  name: string
  label: string
  source: string
  verification: Verification
  limits: Limits
  text: Pick<Network, 'measure' | 'render'>
  /** The one thing that is asked for. */
  field: ConnectField
  steps: readonly Words[]
  /** Who is meant by what was typed; `undefined` where it can't be anybody. */
  accountOf(typed: string): Pick<Account, 'handle' | 'name' | 'url' | 'facts'> | undefined
  /** What a right answer looks like, for the message when it is wrong. */
  wanted: Words
  /** The server all accounts live on. */
  server: string
  composer(part: Part, account: Account): string
}

const noApi: Words = {
  id: 'Di {label} Anda mengirim sendiri, jadi Percakapan tidak punya izin untuk melakukannya.',
  en: 'On {label} you post by hand, so Percakapan has no permission to do this.',
}

const absences: Readonly<Record<Capability, Words>> = {
  find: {
    id: 'Anda mengirim sendiri di {label}, lalu menempelkan alamat kirimannya di sini.',
    en: 'You post on {label} by hand, and paste the address of the copy here.',
  },
  resume: {
    id: 'Tidak ada unggahan panjang: Anda mengirim sendiri di {label}.',
    en: 'There is no long upload: you post on {label} by hand.',
  },
  correct: {
    id: 'Kiriman di {label} dibetulkan langsung di sana.',
    en: 'A post on {label} is corrected there, by hand.',
  },
  retract: {
    id: 'Kiriman di {label} hanya dapat Anda hapus sendiri di sana.',
    en: 'Only you can delete a post on {label}, over there.',
  },
  fetchResponses: {
    id: 'Tanggapan di {label} belum dapat diambil; bacalah langsung di sana.',
    en: 'Responses on {label} cannot be fetched; please read them there.',
  },
  reply: {
    id: 'Jawaban di {label} Anda tulis langsung di sana.',
    en: 'You answer on {label} itself.',
  },
  moderate: {
    id: 'Tanggapan di {label} hanya dapat disembunyikan atau dihapus langsung di sana.',
    en: 'Responses on {label} can only be hidden or deleted over there.',
  },
  fetchMetrics: noApi,
  fetchProfile: noApi,
  fetchArticles: noApi,
}

function put(words: Words, label: string): Words {
  return { id: words.id.replaceAll('{label}', label), en: words.en.replaceAll('{label}', label) }
}

/** What posting by hand needs to know. */
export type HandMade = Pick<Assisted, 'field' | 'steps' | 'accountOf' | 'wanted' | 'server' | 'composer'>

/** Posting by hand, for a network that has an API too. */
export function byHand({ field, steps, accountOf, wanted, server, composer }: HandMade): ByHand {
  return {
    connect: { kind: 'assisted', fields: [field], steps },
    signIn: async (form) => {
      const typed = (form[field.name] ?? '').trim()
      const account = typed === '' ? undefined : accountOf(typed)
      if (!account) throw new Problem('wrong-input', wanted, { field: field.name })
      return { account: { remoteId: account.url, server, byHand: true, ...account }, credentials: {} }
    },
    composer,
  }
}

/** Why a channel that is posted to by hand can do so little, by capability. */
export function absentByHand(label: string): Readonly<Record<Capability, Words>> {
  return Object.fromEntries(
    Object.entries(absences).map(([capability, words]) => [capability, put(words, label)]),
  ) as Record<Capability, Words>
}

/** A network as it is for an account that is posted to by hand: its texts and limits, and nothing of its API. */
export function handSide(network: Network): Network {
  const hand = network.byHand
  if (!hand) return network
  const { name, label, source, verification, limits, measure, render, home } = network
  return {
    name,
    label,
    source,
    verification,
    limits,
    measure,
    render,
    ...(home ? { home } : {}),
    connect: hand.connect,
    absent: absentByHand(label),
    keys: false,
    signIn: (form) => hand.signIn(form),
    probe: async (session) => session.account,
    publish: () => sentByHand(label),
    composer: hand.composer,
  }
}

async function sentByHand(label: string): Promise<never> {
  throw new Problem('rejected', {
    id: `Kiriman ke ${label} dikirim dengan tangan: buka penulis kirimannya dari daftar kiriman, kirim, lalu tempelkan alamatnya.`,
    en: `A post to ${label} is sent by hand: open its composer from the list of posts, send it, then paste its address.`,
  })
}

/** Makes a whole network of what is particular to an assisted one. */
export function assistedNetwork(assisted: Assisted): Network {
  const { name, label, source, verification, limits, text } = assisted
  const { connect, signIn, composer } = byHand(assisted)
  return {
    name,
    label,
    source,
    verification,
    absent: absentByHand(label),
    connect,
    keys: false,
    limits: () => limits,
    measure: text.measure,
    render: text.render,
    signIn,
    probe: async (session) => session.account,
    publish: () => sentByHand(label),
    composer,
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
