/**
 * What a text has, as numbers: its words, pairs of words and pieces of words, each hashed to a place of a table. There are no objects
 * for a feature, so that thousands of texts a second can be read.
 */

/** Places for words and pairs of words, then those for pieces of words. */
export const wordPlaces: number = 2 ** 17
/** Places for pieces of three to five letters. */
export const piecePlaces: number = 2 ** 18
/** All places of a head. */
export const places: number = wordPlaces + piecePlaces

const wordShift = 32 - 17
const pieceShift = 32 - 18
const shortestPiece = 3
const longestPiece = 5
const basis = 0x811c9dc5
const pieceBasis = 0x2f0b4a1d
const prime = 0x01000193
const edge = 0x5f

/** The last step of MurmurHash3 (https://github.com/aappleby/smhasher), so that the upper bits depend on all others. */
function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16)
  mix = Math.imul(mix, 0x85ebca6b)
  mix ^= mix >>> 13
  mix = Math.imul(mix, 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 0
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits. */
export function hashOf(text: string): number {
  let hash = basis
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime)
  return hash
}

/** What each of so many features counts, so that a long text counts no more than a short one. */
export function scaleOf(count: number): number {
  return 1 / Math.sqrt(Math.max(1, count))
}

/** The features of one text: places, each once. It is used again for the next text. */
export class Features {
  /** The places; only the first {@link wordCount} of words and the first {@link pieceCount} of pieces count. */
  readonly words: Uint32Array = new Uint32Array(16_384)
  readonly pieces: Uint32Array = new Uint32Array(65_536)
  wordCount = 0
  pieceCount = 0
  private readonly seen = new Uint32Array(places)
  private turn = 0
  private last = 0

  /** Forgets the text before. */
  begin(): void {
    this.wordCount = 0
    this.pieceCount = 0
    this.last = 0
    this.turn = (this.turn + 1) >>> 0
    if (this.turn !== 0) return
    this.seen.fill(0)
    this.turn = 1
  }

  private addWordPlace(hash: number): void {
    const place = mixed(hash) >>> wordShift
    if (this.seen[place] === this.turn || this.wordCount === this.words.length) return
    this.seen[place] = this.turn
    this.words[this.wordCount++] = place
  }

  private addPiecePlace(hash: number): void {
    const place = wordPlaces + (mixed(hash) >>> pieceShift)
    if (this.seen[place] === this.turn || this.pieceCount === this.pieces.length) return
    this.seen[place] = this.turn
    this.pieces[this.pieceCount++] = place
  }

  /** A word that stands by itself: a mark of the text, no part of its order. */
  single(word: string): void {
    this.addWordPlace(hashOf(word))
  }

  /** The next word, and its pair with the one before. */
  next(word: string): void {
    const hash = hashOf(word)
    this.addWordPlace(hash)
    if (this.last !== 0) this.addWordPlace(Math.imul(this.last ^ (this.last >>> 15), prime) ^ hash)
    this.last = hash
  }

  /** A word is left out: what follows makes no pair with the one before. */
  skip(): void {
    this.last = 0
  }

  /** Two words as a pair, whatever stands between. */
  pair(one: string, other: string): void {
    const first = hashOf(one)
    this.addWordPlace(Math.imul(first ^ (first >>> 15), prime) ^ hashOf(other))
  }

  /** The pieces of a word, its beginning and end among them. */
  piecesOf(word: string): void {
    const end = word.length + 1
    for (let start = -1; start <= end - shortestPiece + 1; start++) {
      let hash = pieceBasis
      for (let length = 1; length <= longestPiece && start + length <= end; length++) {
        const at = start + length - 1
        const unit = at < 0 || at === word.length ? edge : word.charCodeAt(at)
        hash = Math.imul(hash ^ unit, prime)
        if (length >= shortestPiece) this.addPiecePlace(hash)
      }
    }
  }
}
