/** How an article is found: what searches and cards show of it, its addresses, and what leads from it to others. */
import { sql } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import { earlierAddresses } from './addresses.ts'
import { type ArticleName, type ArticleRow, articleNames, findArticle, permalinkOf } from './article.ts'
import { briefOf } from './brief.ts'
import { relatedIds } from './likeness.ts'
import { couldLeadTo, linksTo } from './links.ts'
import { linksIn } from './markdown/index.ts'
import { cardPath } from './pages/card.ts'
import { readSite } from './site.ts'

/** What is told of an article. */
export interface HowFound {
  /** The blog's name, which stands behind the title in a page's own. */
  site: string
  /** What a page says of itself: its writer's summary, or its first words. */
  description: string
  /** The one address that it says is its own. */
  canonical: string
  /** Its card; `null`: readers have none yet. */
  card: string | null
  /** Addresses that lead here: paths from `/`. */
  earlier: string[]
  /** Other articles of the same name, five at most. */
  sameName: ArticleName[]
  /** Articles here that it leads to, twenty at most. */
  leadsTo: ArticleName[]
  /** Published articles that are like it, as far as it is published itself, and that it does not lead to. */
  related: ArticleName[]
  /** What readers find that leads to it, the newest first: twenty at most. */
  linkedFrom: ArticleName[]
  /** How much that is, in all. */
  linkedFromAll: number
  /** Older articles that are like it and don't lead to it yet, five at most; none for one that is not published. */
  couldLink: ArticleName[]
}

const most = { sameName: 5, leadsTo: 20, related: 5, linkedFrom: 20, couldLink: 5 }
/** As many as are kept of each (likeness.ts). */
const alike = 6

/** @throws Problem `gone` */
export async function howFound(context: Context, actor: Pick<Actor, 'workspaceId'>, id: string): Promise<HowFound> {
  const inside = <T>(read: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(context.db, actor.workspaceId, read)
  const row = await inside((tx) => findArticle(tx, id))
  const leads = await linksIn(row.markdown)
  return inside(async (tx) => {
    const site = await readSite(context, tx, actor.workspaceId)
    const others = tx.selectFrom('article').select(['id', 'name as title', 'slug']).where('deleted_at', 'is', null)
    const sameName = row.name.trim()
      ? await others
          .where(sql<boolean>`lower(name) = lower(${row.name})`)
          .where('id', '<>', id)
          .orderBy('id')
          .limit(most.sameName)
          .execute()
      : []
    const slugs = ownSlugs(leads, site.home)
    const leadsTo = slugs.length
      ? await others.where('slug', 'in', slugs).where('id', '<>', id).orderBy('name').execute()
      : []
    // All of them, shown or not: what the article leads to already is no suggestion, and takes no suggestion's place.
    const linked = new Set(leadsTo.map((one) => one.id))
    const like = (await relatedIds(tx, id, row.language, most.related + linked.size)).filter((one) => !linked.has(one))
    const names = await articleNames(tx, like.slice(0, most.related))
    return {
      site: site.name,
      description: briefOf(row).excerpt,
      canonical: permalinkOf(site.home, row),
      card: row.state === 'published' ? `${site.home}${cardPath(site, row.slug, row.name)}` : null,
      earlier: await earlierAddresses(tx, row),
      sameName,
      leadsTo: leadsTo.slice(0, most.leadsTo),
      related: [...names.values()],
      ...(await leadingHere(tx, row)),
    }
  })
}

/** What leads to it, and what could. */
async function leadingHere(
  tx: Tx,
  row: ArticleRow,
): Promise<Pick<HowFound, 'linkedFrom' | 'linkedFromAll' | 'couldLink'>> {
  const { rows, total } = await linksTo(tx, row, most.linkedFrom)
  const could =
    row.state === 'published' ? await couldLeadTo(tx, row, await relatedIds(tx, row.id, row.language, alike)) : []
  const names = await articleNames(tx, could.slice(0, most.couldLink))
  return { linkedFrom: rows, linkedFromAll: total, couldLink: could.flatMap((id) => names.get(id) ?? []) }
}

/** The last pieces of addresses that lead to this blog. */
function ownSlugs(leads: readonly { address: string }[], home: string): string[] {
  const own = leads.flatMap(({ address }) => {
    const url = URL.parse(address, `${home}/`)
    return url && url.origin === new URL(home).origin ? [url.pathname.slice(1).replace(/\/$/, '')] : []
  })
  return [...new Set(own)].filter((piece) => piece && !piece.includes('/')).flatMap(decoded)
}

function decoded(piece: string): string[] {
  try {
    return [decodeURIComponent(piece)]
  } catch {
    return []
  }
}
