import type { Root } from 'hast'
import { bounded, secondsFor } from '../../core/text/bounds.ts'
import { layCallouts } from './callouts.ts'
import { colourCode } from './code.ts'
import { layContents } from './contents.ts'
import { layFigures } from './figures.ts'
import { furnishCode, furnishLinks, furnishPictures, furnishTables, furnishTasks, nameTables } from './furnish.ts'
import type { MarkdownOptions } from './options.ts'
import { layPlayers } from './players.ts'
import { articleTree, toHtml } from './render.ts'

/** An article's HTML, and where it leads outside of the blog. */
export interface LaidOut {
  html: string
  links: string[]
}

/**
 * Markdown as an article's HTML: as renderMarkdown, with what the blog makes of it beyond. Pictures that stand alone become figures
 * and galleries, files that play players, quotes with a mark callouts; long articles have their contents listed.
 * @throws Problem `wrong-input` for a text that is nested too deep or takes too long
 */
export async function layOut(markdown: string, options: MarkdownOptions = {}): Promise<LaidOut> {
  const seconds = secondsFor(markdown)
  const { tree, links } = bounded(seconds, () => {
    const article = articleTree(markdown, options)
    return { tree: article, links: furnish(article, markdown, options) }
  })
  await colourCode(tree)
  return { html: bounded(seconds, () => toHtml(tree)), links }
}

/** @returns where it leads */
function furnish(tree: Root, markdown: string, options: MarkdownOptions): string[] {
  const { pictures, language = 'id' } = options
  layCallouts(tree, markdown, language)
  layFigures(tree, pictures)
  layPlayers(tree, pictures, language)
  furnishPictures(tree, pictures)
  const links = furnishLinks(tree, options.site)
  furnishTables(tree)
  nameTables(tree, language)
  furnishTasks(tree, language)
  furnishCode(tree)
  layContents(tree, markdown, language)
  return links
}
