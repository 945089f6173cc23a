import type { Sample } from '../../core/words.ts'
import type { Account } from './account.ts'

/** What addresses of a network's posts look like: what a person gives for a post that they sent themselves is held against it. */
export interface PostAddressFacet {
  /** The page or server on which that can be seen. */
  source: string
  /** What one looks like, for people. */
  example: Sample
  /** Reads an address; `undefined` for what is no post of this network. Pure. */
  read(address: URL, account: Account): PostAt | undefined
}

/** A post's address. */
export interface PostAt {
  /** In the one form in which it is kept: without what only tracks readers. */
  url: string
  /** The profile or community that the address names, as its handle; absent where it names none. */
  by?: string
  /** Whether that is the account it is read for; absent where the address does not say, or nothing is known to hold it against. */
  own?: boolean | undefined
}
