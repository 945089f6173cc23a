/**
 * How a network is drawn beside its accounts. A mark names the network and nothing else: its name always stands in text or in a
 * label beside it, it is never larger than our own, never in a sentence, never our logo.
 */
export interface Mark {
  /** One or two characters: drawn where there is no drawing, or where its owner does not allow one colour. */
  letters: string
  /** An SVG path on 24 × 24, drawn in one colour and unaltered. */
  path?: string
  /** The owner's rules for its use. */
  guidelines?: string
}
