import { type BrandKit, readBrandKit } from '../brand/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { wordsNeed } from '../core/page-needs.ts'
import { type Language, say } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import { fileOf } from '../media/index.ts'
import { isAbsent } from '../networks/network.ts'
import { homeAddressOf, timeZoneOfWorkspace } from '../team/index.ts'
import {
  type Design,
  defaultTheme,
  type MenuEntry,
  type MenuItem,
  readDesign,
  themeNamed,
  themeWords,
  usualMenu,
  wholeTheme,
} from '../themes/index.ts'
import type { Site } from './pages/layout.ts'
import { byIds, type PublishedRow } from './published.ts'

/**
 * What the pages say about the brand. Before it is named, calm defaults.
 * @param typed a kit that nobody has saved yet, instead of the one that holds
 */
export async function readSite(context: Context, tx: Tx, workspaceId: string, typed?: BrandKit): Promise<Site> {
  const kit = typed ?? (await readBrandKit(tx, workspaceId))
  const channels = await listChannels(context, tx, workspaceId)
  const design = await readDesign(tx, workspaceId)
  const logo = kit?.logo ? await fileOf(tx, kit.logo) : undefined
  const icon = design.icon ? await fileOf(tx, design.icon) : undefined
  const timeZone = await timeZoneOfWorkspace(tx, workspaceId)
  const language = kit?.language ?? 'id'
  const productSite = kit?.productSite ?? ''
  const drawn = await drawnBy(tx, workspaceId, design, { language, productSite })
  return {
    ...drawn,
    icon: icon ? `/media/${icon}` : logo ? `/media/${logo}` : '/favicon.ico',
    home: await homeAddressOf(context.config, tx, workspaceId),
    name: kit?.name ?? 'Percakapan',
    handle: kit?.handle ?? '',
    promise: kit?.promise ?? '',
    productSite,
    language,
    timeZone: timeZone ?? 'Asia/Jakarta',
    accent: drawn.brought?.tokens.accent ?? kit?.accent ?? defaultColours.accent,
    paper: drawn.brought?.tokens.paper ?? kit?.paper ?? defaultColours.paper,
    displayFont: kit?.displayFont ?? '',
    textFont: kit?.textFont ?? '',
    logo: logo ? `/media/${logo}` : null,
    profiles: channels.filter(isOwnProfile).map(asProfile),
  }
}

/** What the theme draws around every page: links, with the names and addresses that they have now. */
async function drawnBy(
  tx: Tx,
  workspaceId: string,
  { theme, menu, footer, head }: Design,
  brand: { language: Language; productSite: string },
): Promise<Pick<Site, 'theme' | 'brought' | 'menu' | 'footer' | 'head' | 'needs'>> {
  const entries = menu ?? usualMenu
  const ids = [...entries, ...footer.links].flatMap((entry) => (entry.kind === 'page' ? [entry.id] : []))
  const pages = new Map((await byIds(tx, workspaceId, ids)).map((row) => [row.id, row]))
  const items = (of: readonly MenuEntry[]) => of.flatMap((entry) => linkOf(entry, pages, brand) ?? [])
  return {
    ...(await themeOf(tx, workspaceId, theme)),
    menu: items(entries),
    footer: { words: footer.words, links: items(footer.links) },
    head,
    needs: ids.map(wordsNeed),
  }
}

/** A theme of the program's, or of the workspace's own. @param id one that there is not is the calm one */
export async function themeOf(tx: Tx, workspaceId: string, id: string): Promise<Pick<Site, 'theme' | 'brought'>> {
  const brought = await wholeTheme(tx, workspaceId, id)
  return brought ? { theme: brought.theme, brought } : { theme: themeNamed(id), brought: undefined }
}

/** `undefined` for what there is not (any more): a page that was taken back, a brand without a product site. */
function linkOf(
  entry: MenuEntry,
  pages: ReadonlyMap<string, PublishedRow>,
  { language, productSite }: { language: Language; productSite: string },
): MenuItem | undefined {
  const { kind, label } = entry
  if (kind === 'archive') return { label: label || say(themeWords.archive, language), address: '/archive' }
  if (kind === 'search') return { label: label || say(themeWords.search, language), address: '/search' }
  if (kind === 'tag') return { label: label || entry.tag, address: `/tag/${encodeURIComponent(entry.tag)}` }
  if (kind === 'link') return { label: label || new URL(entry.url).host, address: entry.url }
  if (kind === 'page') {
    const page = pages.get(entry.id)
    return page && { label: label || page.name, address: `/${encodeURIComponent(page.slug)}` }
  }
  if (!productSite) return undefined
  const site = new URL(productSite).host.replace(/^www\./, '')
  return { label: label || say(themeWords.productSite, language, { site }), address: productSite, product: true }
}

/** A profile of the brand: neither a community of other people, nor a place whose posts have no address. */
function isOwnProfile({ account, network }: Channel): boolean {
  if (account.community?.guest || !/^https?:/.test(account.url)) return false
  return !(account.byHand && network.postAddress && isAbsent(network.postAddress))
}

/** A blog is known by its name, not by the account that writes there. */
function asProfile({ account, network }: Channel): Site['profiles'][number] {
  const name = isAbsent(network.blog) ? account.handle : account.name || account.handle
  return { label: `${network.label} · ${name}`, url: account.url }
}

/** Deep teal on warm paper. */
export const defaultColours = { accent: '#0f766e', paper: '#faf6ee' }

/** The page of a server before its set-up. */
export function emptySite(context: Context): Site {
  return {
    home: context.config.baseUrl,
    name: 'Percakapan',
    handle: '',
    promise: '',
    productSite: '',
    language: 'id',
    timeZone: 'Asia/Jakarta',
    ...defaultColours,
    displayFont: '',
    textFont: '',
    logo: null,
    profiles: [],
    theme: defaultTheme,
    menu: [],
    footer: { words: '', links: [] },
    icon: '/favicon.ico',
    head: [],
    needs: [],
  }
}
