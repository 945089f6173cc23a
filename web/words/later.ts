/**
 * Words of pages that are seldom opened: they are no part of the panel's first load, and come with those pages (`app/pages.ts`).
 * The files of words are written whole; building parts them.
 */
export const laterSections: readonly string[] = [
  'address',
  'authors',
  'blogAddress',
  'cadence',
  'conversations',
  'design',
  'editors',
  'files',
  'found',
  'ideas',
  'import',
  'inserting',
  'moving',
  'previewLinks',
  'replacing',
  'revisions',
  'security',
  'team',
  'translations',
  'typefaces',
]

/** What other pages say of those sections: in the first load. */
export const kept: readonly string[] = [
  'authors.title',
  'cadence.page',
  'cadence.title',
  'design.title',
  'editors.title',
  'ideas.title',
  'import.page',
  'moving.leavePage',
  'moving.page',
  'replacing.page',
  'security.code',
  'team.activity',
  'team.inviteTitle',
  'team.notAllowed',
  'team.notYours',
  'team.permissions',
  'team.title',
  'team.whoMay',
]

/** The words of a file as those of the first load, or as those that come later. */
export function partedWords(
  words: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  part: 'first' | 'later',
) {
  const parted = Object.entries(words).map(([section, inside]) => {
    if (!laterSections.includes(section)) return [section, part === 'first' ? inside : {}] as const
    const wanted = Object.entries(inside).filter(([key]) => kept.includes(`${section}.${key}`) === (part === 'first'))
    return [section, Object.fromEntries(wanted)] as const
  })
  return Object.fromEntries(parted.filter(([, inside]) => Object.keys(inside).length > 0))
}
