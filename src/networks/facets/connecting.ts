import type { Sample, Words } from '../../core/words.ts'
import type { Connected, Credentials, Opaque } from './account.ts'
import type { Tools } from './tools.ts'

/** The form that a way to connect begins with, as data: the panel draws it, and knows no network. */
export interface Connect {
  /** A key of the network is typed; the network's own page asks for permission; or nothing is asked, since a person posts by hand. */
  readonly kind: 'form' | 'oauth' | 'assisted'
  readonly fields: readonly ConnectField[]
  /**
   * What to do at the network, for someone who has never done it. `{callback}` stands for the address that the
   * network sends people back to, `{webhook}` for the one that it sends its webhook events to.
   */
  readonly steps: readonly Words[]
}

/** A field of a connect form. */
export interface ConnectField {
  name: string
  type: 'text' | 'url' | 'password' | 'handle'
  label: Words
  hint?: Words
  placeholder?: Sample
  required: boolean
  /** What stands in the field at first. */
  initial?: string
  /** Belongs to the person's own app at the network: kept, encrypted, so that the next account needs no typing. */
  app?: true
}

/**
 * A way to connect: a sequence of steps. Each time the person has done one, the adapter says what comes next, until accounts
 * are connected. A network has one way of a kind at most.
 */
export interface ConnectWay extends Connect {
  /** @throws Problem `wrong-input` (with the field), `unauthorized` where the network or the person said no; `unavailable` */
  next(done: ConnectAct, tools: Tools): Promise<ConnectStep>
  /**
   * What servers read of us at {@link ConnectTerms.client}, where they ask for that instead of an app. Such a way is offered only
   * where they can read it. Pure; plain JSON.
   */
  clientDocument?(client: OAuthClient): object
}

/**
 * What a person has just done: typed the form, or come back from the network's page with its answer. `terms` are those of the
 * step that comes next: its state is another one each time.
 */
export type ConnectAct =
  | { did: 'typed'; form: Form; terms: ConnectTerms }
  | { did: 'returned'; answer: URLSearchParams; pending: Opaque; terms: ConnectTerms }

/** What comes next: the network's own page, a choice among several accounts, or nothing more. */
export type ConnectStep =
  | ({ step: 'page' } & OAuthStart)
  | { step: 'choice'; accounts: readonly Connected[] }
  | { step: 'connected'; connected: Connected }

/** What was typed, by the fields' names. */
export type Form = Readonly<Record<string, string>>

/** Begun at our side, to go on when the person comes back from the network. */
export interface OAuthStart {
  /** Where the person is sent. */
  url: string
  /** Kept (encrypted) until then: verifier, app secret, server. */
  pending: Opaque
}

/** Who we are to the network whose page is visited. */
export interface ConnectTerms {
  /** Where the network sends the person back to. */
  redirectUri: string
  /** Goes along to the page, and comes back with its answer. */
  state: string
  /** Where the document lies that tells servers about us: {@link ConnectWay.clientDocument}. */
  client: string
  /** How the program calls itself there. */
  name: string
  website: string
  /**
   * Our registration with a server: the one kept from an earlier time with the same terms, if the server still knows it;
   * else a new one, which is kept.
   */
  app(server: string, scopes: string, registration: AppRegistration): Promise<Credentials>
}

/** How a network registers a program with a server. */
export interface AppRegistration {
  register(): Promise<Credentials>
  /** Whether the server still knows the one that was kept; servers forget those that nobody uses. */
  known(app: Credentials): Promise<boolean>
}

/** How the program is known to servers that ask for no app of one's own: by the address of a document. */
export interface OAuthClient {
  /** Where the document is served. */
  address: string
  redirectUri: string
  website: string
  name: string
}
