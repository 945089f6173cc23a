import type { Part } from '../../core/post.ts'
import type { Account } from './account.ts'

/** Posting by hand, beside or instead of an API: the program prepares the words, a person sends them. */
export interface ByHandFacet {
  /** The network's own composer for this part, as far as it can be filled in by an address. Pure. */
  composer(part: Part, account: Account): string
}
