/** Marks that the blog reads in brackets are said in words while rich text is written: what stands in the text stays what it is. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** A mark in a document: where it stands, and what it is called (`note`, `quote`, `toc` …). */
export interface Mark {
  from: number
  to: number
  name: string
}

const inQuotes = /^\[!(note|tip|important|warning|caution|quote)\]/i
const onLines = /^\[(toc|no ?toc)\]$/i

/** The marks of a document, in their order. */
export function marksIn(doc: Node): Mark[] {
  const marks: Mark[] = []
  doc.descendants((node, position, parent, index) => {
    if (node.type.name !== 'paragraph') return !node.isTextblock
    const begins = parent?.type.name === 'blockquote' && index === 0
    const pattern = begins ? inQuotes : parent === doc ? onLines : undefined
    const [mark = '', name = ''] = pattern?.exec(node.firstChild?.text ?? '') ?? []
    if (mark)
      marks.push({ from: position + 1, to: position + 1 + mark.length, name: name.toLowerCase().replace(' ', '') })
    return false
  })
  return marks
}

/** Shows marks by what they are called. @param called what one is called; `undefined` leaves it as it is */
export function saidMarks(called: (name: string) => string | undefined): Extension {
  const decorate = (doc: Node) =>
    DecorationSet.create(
      doc,
      marksIn(doc).flatMap(({ from, to, name }) => {
        const said = called(name)
        return said ? [Decoration.inline(from, to, { class: 'said-mark', 'data-said': said })] : []
      }),
    )
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => decorate(doc),
      apply: (step, before) => (step.docChanged ? decorate(step.doc) : before),
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return Extension.create({ name: 'saidMarks', addProseMirrorPlugins: () => [plugin] })
}
