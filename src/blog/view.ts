import type { Context } from '../context.ts'
import { html } from '../core/html.ts'
import { Problem } from '../core/problem.ts'
import type { Tx } from '../db/client.ts'
import type { PublishedArticle } from '../db/tables.ts'
import { shownPictures } from '../media/index.ts'
import { readPostAddress } from '../networks/post-address.ts'
import { copiesOf } from '../publishing/index.ts'
import { homeAddressOf } from '../team/index.ts'
import type { ArticleView } from '../themes/index.ts'
import { type LaidOut, layOut, type PictureInfo } from './markdown/index.ts'

export { summaryOf } from './brief.ts'

/** Where else an article can be read: its copies on networks. */
export async function viewCopies(context: Context, tx: Tx, id: string): Promise<ArticleView['copies']> {
  const copies = await copiesOf(tx, id)
  return copies.flatMap(({ network: name, account, permalink }) => {
    const network = context.networks[name]
    // Earlier versions took whatever a person typed: what is no post of the network is linked nowhere.
    const ours = network && (!account.byHand || 'url' in readPostAddress(network, account, permalink))
    return network && ours ? [{ label: network.label, url: permalink }] : []
  })
}

type Pictures = Map<string, PictureInfo>
type Rendered = Pick<PublishedArticle, 'markdown' | 'language'> & { workspace_id: string }
/** What a layout needs beside the words. */
interface Ground {
  /** The blog's own address: links to other places are told apart by it. */
  site: string
  pictures: Pictures
}

/**
 * The article's text as HTML: under the page's own h1, with the sizes of our own pictures.
 * @throws Problem `wrong-input` for a text that is nested too deep, or takes too long
 */
export function renderBody(context: Pick<Context, 'config'>, tx: Tx, words: Rendered): Promise<LaidOut> {
  return renderBeside(context, (read) => read(tx), words)
}

/**
 * As {@link renderBody}, with no transaction open meanwhile: laying out takes seconds, and whoever waits for a turn would keep a
 * connection from all others.
 * @param inside reads in a transaction of its own
 */
export async function renderBeside(
  context: Pick<Context, 'config'>,
  inside: (read: (tx: Tx) => Promise<Ground>) => Promise<Ground>,
  { markdown, language, workspace_id }: Rendered,
): Promise<LaidOut> {
  const ground = await inside(async (tx) => ({
    site: await homeAddressOf(context.config, tx, workspace_id),
    pictures: await picturesFor(tx, markdown),
  }))
  return layOut(markdown, { language, headingShift: 'below-title', ...ground })
}

/**
 * As {@link renderBeside}, for readers: a text that cannot be laid out (publishing refuses it, but its words may have been
 * changed since it was scheduled, or the machine is busy) stands there as it was typed.
 */
export async function readableBeside(
  context: Pick<Context, 'config' | 'log'>,
  inside: Parameters<typeof renderBeside>[1],
  words: Rendered,
): Promise<LaidOut> {
  try {
    return await renderBeside(context, inside, words)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    context.log.warn({ error }, 'an article is shown as it was typed')
    const paragraphs = words.markdown.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`.value)
    return { html: paragraphs.join('\n'), links: [], within: [], frames: [] }
  }
}

/** {@link readableBeside}, in a transaction that is open already. */
export function readableLayout(context: Pick<Context, 'config' | 'log'>, tx: Tx, words: Rendered): Promise<LaidOut> {
  return readableBeside(context, (read) => read(tx), words)
}

/** The HTML of {@link readableLayout}. */
export async function readableBody(...given: Parameters<typeof readableLayout>): Promise<string> {
  return (await readableLayout(...given)).html
}

/** The pictures and videos of ours that a text shows: their ids, each once. */
export function mediaIn(markdown: string): string[] {
  const named = markdown.matchAll(/\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.\w+/g)
  return [...new Set([...named].map((match) => match[1] as string))]
}

/** What is known of our pictures, by address: a page doesn't jump while they load. */
async function picturesFor(tx: Tx, markdown: string): Promise<Pictures> {
  const known = await shownPictures(tx, mediaIn(markdown))
  return new Map([...known.values()].map((picture) => [picture.src, picture]))
}
