/** Typography of an article: passage by passage, whatever is bold or a link in them. */
import type { Element, ElementContent, Root, RootContent, Text } from 'hast'
import type { Language } from '../../../core/words.ts'
import { said } from '../tree.ts'
import { type Edit, edited, kept } from './edits.ts'
import { typesetEdits } from './typeset.ts'

/** Their words belong to the passage around them. */
const inline = new Set(
  'a abbr b bdi bdo cite del dfn em font i ins mark q s small span strike strong sub sup time u'.split(' '),
)
/** Their words are somebody's or a machine's, to the letter. */
const untouched = new Set('audio code iframe img input kbd picture pre samp tt var video'.split(' '))

/** Words of one passage, and where each text of it begins. */
interface Passage {
  text: string
  pieces: { node: Text; at: number }[]
}

/**
 * Sets an article's words as a typesetter would, in its language. Code, addresses and formulas stay as they are, and so does what is
 * marked as another language.
 */
export function typesetTree(tree: Root, language: Language): void {
  const set = (passage: Passage) => {
    if (passage.pieces.length > 0) settle(passage, typesetEdits(passage.text, language))
  }
  const walk = (children: readonly (RootContent | ElementContent)[], passage: Passage): Passage => {
    let open = passage
    for (const child of children) {
      if (child.type === 'text') {
        open.pieces.push({ node: child, at: open.text.length })
        open.text += child.value
      } else if (child.type === 'element') {
        open = element(child, open)
      }
    }
    return open
  }
  const element = (node: Element, open: Passage): Passage => {
    // The mark of a footnote stands between words, and is none.
    if (isFootnoteMark(node)) return open
    if (node.tagName === 'br') return add(open, lineBreak)
    if (untouched.has(node.tagName) || isForeign(node, language)) {
      if (isWithin(node)) return add(open, kept)
      set(open)
      return empty()
    }
    if (inline.has(node.tagName)) return walk(node.children, open)
    set(open)
    set(walk(node.children, empty()))
    return empty()
  }
  set(walk(tree.children, empty()))
}

/** Ends a line as a space does, and is none that could be joined. */
const lineBreak = '\u2028'

const isWithin = ({ tagName }: Element) => inline.has(tagName) || (untouched.has(tagName) && tagName !== 'pre')

const empty = (): Passage => ({ text: '', pieces: [] })

function add(passage: Passage, text: string): Passage {
  passage.text += text
  return passage
}

function isFootnoteMark(node: Element): boolean {
  const [only] = node.children
  return node.tagName === 'sup' && only?.type === 'element' && only.properties.dataFootnoteRef !== undefined
}

const isForeign = (node: Element, language: Language) =>
  node.properties.lang !== undefined && said(node, 'lang').toLowerCase().split('-', 1)[0] !== language

/** Gives each text its own changes. What begins in one text and ends in another is left as it was typed. */
function settle({ pieces }: Passage, edits: readonly Edit[]): void {
  let next = 0
  for (const { node, at } of pieces) {
    const end = at + node.value.length
    const own: Edit[] = []
    for (let edit = edits[next]; edit && edit.at < end; edit = edits[++next])
      if (edit.at >= at && edit.at + edit.length <= end) own.push({ ...edit, at: edit.at - at })
    node.value = edited(node.value, own)
  }
}
