/** An editor's content as an article's text. */
import type { Context } from '../context.ts'
import { longestInput } from '../core/input-limits.ts'
import type { HeadPicture } from '../db/tables.ts'
import { markdownOfHtml } from '../importing/index.ts'
import { type OwnPhoto, photosBehind } from './photos.ts'
import { invalid } from './refused.ts'
import type { Wanted } from './wanted.ts'

/**
 * Text is Markdown, which plain words are too; HTML becomes clean Markdown the way that imported articles do. Pictures that lie here
 * lose the address of the server.
 * @param home the blog's address: what relative addresses begin from
 * @throws Refused `invalid_request` for more than an article holds
 */
export async function markdownOf(
  { config }: Pick<Context, 'config'>,
  home: string,
  content: NonNullable<Wanted['content']>,
): Promise<string> {
  const length = 'html' in content ? content.html.length : content.text.length
  if (length > longestInput.markdown)
    throw invalid(
      'Tulisannya terlalu panjang. Bagilah menjadi beberapa artikel.',
      'The text is too long. Split it into several articles.',
    )
  const markdown =
    'html' in content ? (await markdownOfHtml({ html: content.html, base: `${home}/` })).markdown : content.text
  return [home, config.baseUrl].reduce((text, at) => text.replaceAll(`${at}/media/`, '/media/'), markdown).trim()
}

/** Where pictures stand: the first one at the head, others behind the words; all of them there where there are no words. */
export function placed(
  markdown: string,
  photos: readonly OwnPhoto[],
): { markdown: string; picture: HeadPicture | null; behind: OwnPhoto[] } {
  const [first, ...others] = photos
  const head = markdown && first ? first : undefined
  const behind = head ? others : [...photos]
  return {
    markdown: `${markdown}${photosBehind(behind)}`.trim(),
    picture: head ? { media: head.id, alt: head.alt, caption: '' } : null,
    behind,
  }
}
