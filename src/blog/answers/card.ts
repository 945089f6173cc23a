import type { Context } from '../../context.ts'
import { siteNeed, wordsNeed } from '../../core/page-needs.ts'
import { openMediaStore } from '../../media/index.ts'
import { cardPath, drawCard } from '../pages/card.ts'
import type { Site } from '../pages/layout.ts'
import { findPublished } from '../published.ts'
import { type Answer, type Asked, leadTo } from './answer.ts'

/** An article's card. @param path as it was asked for */
export async function card(
  { context, tx, site, workspaceId }: Asked,
  slug: string,
  path: string,
): Promise<Answer | undefined> {
  const row = await findPublished(tx, workspaceId, slug)
  if (!row) return undefined
  const now = cardPath(site, slug, row.name)
  // An earlier one's address, or one without a version, leads to the card of today.
  if (path !== now) return leadTo(302, `${site.home}${now}`)
  const body = await cardOf(context, site, row.name)
  return { status: 200, type: 'image/png', body, needs: [siteNeed, wordsNeed(row.id)] }
}

/** The picture that shows an article on networks. */
export async function cardOf(context: Context, site: Site, title: string): Promise<Buffer> {
  const logo =
    site.logo && /\.(png|jpg)$/.test(site.logo)
      ? await openMediaStore(context.config)
          .get(site.logo.replace('/media/', ''))
          .catch(() => undefined)
      : undefined
  return drawCard({
    title,
    brand: site.name,
    handle: site.handle,
    host: new URL(site.home).host,
    accent: site.accent,
    paper: site.paper,
    ...(logo ? { logo } : {}),
  })
}
