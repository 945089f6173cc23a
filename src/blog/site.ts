import { readBrandKit } from '../brand/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { fileOf } from '../media/index.ts'
import { isAbsent } from '../networks/network.ts'
import { homeAddressOf, timeZoneOfWorkspace } from '../team/index.ts'
import type { Site } from './pages/layout.ts'

/** What the pages say about the brand. Before it is named, calm defaults. */
export async function readSite(context: Context, tx: Tx, workspaceId: string): Promise<Site> {
  const kit = await readBrandKit(tx, workspaceId)
  const channels = await listChannels(context, tx)
  const logo = kit?.logo ? await fileOf(tx, kit.logo) : undefined
  const timeZone = await timeZoneOfWorkspace(tx, workspaceId)
  return {
    home: await homeAddressOf(context.config, tx, workspaceId),
    name: kit?.name ?? 'Percakapan',
    handle: kit?.handle ?? '',
    promise: kit?.promise ?? '',
    productSite: kit?.productSite ?? '',
    language: kit?.language ?? 'id',
    timeZone: timeZone ?? 'Asia/Jakarta',
    accent: kit?.accent ?? defaultColours.accent,
    paper: kit?.paper ?? defaultColours.paper,
    logo: logo ? `/media/${logo}` : null,
    profiles: channels.filter(isOwnProfile).map(asProfile),
  }
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
    logo: null,
    profiles: [],
  }
}
