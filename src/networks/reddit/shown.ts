import type { Styled } from '../../core/text/styled.ts'
import { htmlToStyled } from '../html.ts'
import { readMarkdown } from './reading/index.ts'
import { laidOut } from './reading/plain.ts'

/**
 * What people will see of a text in Reddit's Markdown, as Reddit itself reads it: what it makes of characters, what it links by itself,
 * and which white space it takes for none.
 */
export function shownBy(markdown: string): Styled {
  return htmlToStyled(laidOut(readMarkdown(markdown, { home: 'https://www.reddit.com' })))
}
