import type { Root } from 'hast'
import { bounded, secondsFor } from '../../core/text/bounds.ts'
import type { EmbedReader } from '../../networks/embed.ts'
import { layCallouts } from './callouts.ts'
import { colourCode } from './code.ts'
import { layContents } from './contents.ts'
import { allEmbeds, layEmbeds } from './embeds.ts'
import { layFigures } from './figures.ts'
import {
  furnishCode,
  furnishLinks,
  furnishNotes,
  furnishTables,
  furnishTasks,
  linksWithin,
  nameTables,
} from './furnish.ts'
import type { MarkdownOptions } from './options.ts'
import { layPictures } from './pictures.ts'
import { layPlayers } from './players.ts'
import { articleTree, toHtml } from './render.ts'
import { typesetTree } from './typography/tree.ts'

/** An article's HTML, and where it leads outside of the blog. */
export interface LaidOut {
  html: string
  links: string[]
  /** Where it leads within the blog: paths from `/`, each once, as they are written. Empty where the blog's address is not known. */
  within: string[]
  /** Origins whose frames it may show, once they are opened: what the page's policy has to allow. */
  frames: string[]
}

/**
 * Markdown as an article's HTML: as renderMarkdown, with what the blog makes of it beyond. Pictures that stand alone become figures
 * and galleries, files that play players, bare addresses embeds, quotes with a mark callouts; long articles have their contents listed. Its words are set
 * as a typesetter would.
 * @throws Problem `wrong-input` for a text that is nested too deep or takes too long
 */
export async function layOut(markdown: string, options: MarkdownOptions = {}): Promise<LaidOut> {
  const seconds = secondsFor(markdown)
  const readers = await allEmbeds()
  const { tree, ...found } = bounded(seconds, () => {
    const article = articleTree(markdown, options)
    return { tree: article, ...furnish(article, markdown, options, readers) }
  })
  await colourCode(tree)
  return { html: bounded(seconds, () => toHtml(tree)), ...found }
}

function furnish(
  tree: Root,
  markdown: string,
  options: MarkdownOptions,
  readers: readonly EmbedReader[],
): Omit<LaidOut, 'html'> {
  const { pictures, language = 'id' } = options
  layCallouts(tree, markdown, language)
  const frames = layEmbeds(tree, { readers, language, site: options.site })
  layFigures(tree, pictures)
  layPlayers(tree, pictures, language)
  layPictures(tree, pictures)
  const links = furnishLinks(tree, options.site)
  const within = linksWithin(tree, options.site)
  furnishTables(tree)
  nameTables(tree, language)
  furnishTasks(tree, language)
  furnishCode(tree)
  furnishNotes(tree)
  typesetTree(tree, language)
  layContents(tree, markdown, language)
  return { links, within, frames }
}
