/** The formats that can be moved in from. A new one is a folder and a line here. */

import { Problem } from '../../core/problem.ts'
import type { Source } from '../source/source.ts'
import { blogger } from './blogger/index.ts'
import type { Format, FormatId } from './format.ts'
import { ghost } from './ghost/index.ts'
import { hugo } from './hugo/index.ts'
import { jekyll } from './jekyll/index.ts'
import { markdown } from './markdown/index.ts'
import { medium } from './medium/index.ts'
import { own } from './own/index.ts'
import { substack } from './substack/index.ts'
import { wordpress } from './wordpress/index.ts'

/** In the order in which a source is held against them: those that say most of themselves first. */
const formats: readonly Format[] = [own, wordpress, blogger, ghost, substack, medium, jekyll, hugo, markdown]

/** As people know it; `''` for one that is no more. */
export function labelOf(id: string): string {
  return formats.find((format) => format.id === id)?.label ?? ''
}

/** What a person chooses from: each kind, what is brought of it, and where one gets it. */
export function formatsToChoose(): Pick<Format, 'id' | 'label' | 'file' | 'how'>[] {
  return formats.map(({ id, label, file, how }) => ({ id, label, file, how }))
}

/** Their names. */
export const formatIds: readonly FormatId[] = formats.map(({ id }) => id)

/** The format of that name. */
export function formatNamed(id: FormatId): Format {
  return formats.find((format) => format.id === id) as Format
}

/**
 * What a source is; `undefined` for what none of them reads. A file that can't be read says nothing of the others.
 * @throws Problem of such a file, where no format is recognised
 */
export async function recognise(source: Source): Promise<Format | undefined> {
  const problems: unknown[] = []
  for (const format of formats)
    try {
      if (await format.recognises(source)) return format
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== 'wrong-input') throw error
      problems.push(error)
    }
  if (problems.length) throw problems[0]
  return undefined
}
