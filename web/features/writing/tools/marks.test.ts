import { getSchema } from '@tiptap/core'
import { Node } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { extensions } from '../extensions.ts'
import { readMarkdown } from '../round-trip.ts'
import { marksIn } from './marks.ts'

const marks = (markdown: string) => {
  const doc = Node.fromJSON(getSchema(extensions), readMarkdown(markdown))
  return marksIn(doc).map(({ from, to, name }) => [name, doc.textBetween(from, to)])
}

test('marks are found where the blog reads them, and nowhere else', () => {
  expect(marks('> [!NOTE]\n> Isi.\n\n[toc]\n\n> [!quote] Kata\n\n[no toc]')).toEqual([
    ['note', '[!NOTE]'],
    ['toc', '[toc]'],
    ['quote', '[!quote]'],
    ['notoc', '[no toc]'],
  ])
  expect(marks('[!NOTE]\n\n> Isi [!NOTE]\n>\n> [!TIP]\n\n- [toc]\n\n    [toc]\n\nLihat [toc].')).toEqual([])
})
