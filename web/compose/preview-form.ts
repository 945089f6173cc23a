import type { Limits, Part } from '../../src/http/api.ts'

/** How a post looks where it will be: short notes, pictures first, longer posts of a page, or an article with a title. */
export type PreviewForm = 'note' | 'picture' | 'page' | 'article'

/** Longer than so many characters, it is more than a note. */
const noteLength = 1000

/** Drawn from what the server tells of the channel and its first part, so that a network needs no drawing of its own. */
export function previewForm(limits: Limits, first: Pick<Part, 'title' | 'html'> | undefined): PreviewForm {
  if (first?.html !== undefined || first?.title !== undefined) return 'article'
  if (limits.needs?.includes('picture')) return 'picture'
  return limits.length !== null && limits.length <= noteLength ? 'note' : 'page'
}
