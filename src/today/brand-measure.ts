import type { BrandKit } from '../brand/index.ts'
import type { Channel } from '../channels/index.ts'
import { isHome } from '../checks/index.ts'
import { isAbsent } from '../networks/network.ts'

/** What every brand has, in the order in which it is asked for. A product site is not among them: a novelist has none. */
export const kitParts = ['handle', 'promise', 'logo'] as const
/** One of {@link kitParts}. */
export type KitPart = (typeof kitParts)[number]

/** What makes a profile the brand's, as far as its network tells of it. */
export const profileParts = ['name', 'home', 'promise'] as const
/** One of {@link profileParts}. */
export type ProfilePart = (typeof profileParts)[number]

/** The brand, as far as it is measured: one count for the first steps, the dial and the Brand room. */
export interface BrandMeasured {
  /** What the kit lacks. */
  missing: readonly KitPart[]
  /** Own profiles; communities of other people, and what nobody but us sees, are none. */
  profiles: number
  /** Those that do not show what the kit says, and what of it. */
  differing: readonly { channel: Channel; lacks: readonly ProfilePart[] }[]
  /** Of everything that is measured, the kit's parts and the profiles', how much is as it should be. */
  kept: number
  of: number
}

/**
 * @param kit `undefined` before the brand has been named: all of it is missing then
 * @param blog the address of the workspace's blog on this server, where it has one
 */
export function measureBrand(
  kit: BrandKit | undefined,
  channels: readonly Channel[],
  blog: string | undefined,
): BrandMeasured {
  const profiles = channels.filter(({ account }) => account.url && !account.community?.guest)
  const homes = homesOf(kit, profiles, blog)
  const measured = profiles.map((channel) => ({ channel, ...measureProfile(kit, channel, homes) }))
  const missing = kitParts.filter((part) => !kit?.[part])
  const lacking = measured.reduce<number>((sum, { lacks }) => sum + lacks.length, missing.length)
  const of = measured.reduce<number>((sum, { asked }) => sum + asked.length, kitParts.length)
  return {
    missing,
    profiles: profiles.length,
    differing: measured.filter(({ lacks }) => lacks.length > 0).map(({ channel, lacks }) => ({ channel, lacks })),
    kept: of - lacking,
    of,
  }
}

/** The brand's own sites: its blog here, its product site, and the blogs that it is connected to. */
function homesOf(kit: BrandKit | undefined, profiles: readonly Channel[], blog: string | undefined): readonly string[] {
  const blogs = profiles.filter(({ network }) => !isAbsent(network.blog)).map(({ account }) => account.url)
  return [blog, kit?.productSite, ...blogs].flatMap((address) => (address && isPublic(address) ? [address] : []))
}

/** Nobody else can follow a link to a machine at home: no profile is asked for one. */
function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return hostname.includes('.') && !/^[\d.]+$/.test(hostname) && !hostname.endsWith('.localhost')
}

function measureProfile(kit: BrandKit | undefined, { account }: Channel, homes: readonly string[]) {
  const said = (part: ProfilePart): boolean | undefined => {
    if (part === 'name') return namesOf(kit).length ? bearsName(account, namesOf(kit)) : undefined
    if (part === 'promise') return account.bio && kit?.promise ? saysPromise(account.bio, kit.promise) : undefined
    return leadsHome(account, kit, homes)
  }
  const asked = profileParts.filter((part) => said(part) !== undefined)
  return { asked, lacks: asked.filter((part) => said(part) === false) }
}

type Account = Channel['account']

const namesOf = (kit: BrandKit | undefined) => [kit?.name, kit?.handle].flatMap((name) => (name ? [bare(name)] : []))

const bearsName = (account: Account, names: readonly string[]) =>
  [account.name, account.handle].flatMap(forms).some((form) => names.includes(form))

/** A name as it is compared: without `@`, server and punctuation (`@kopi-senja@server.example`, `u/kopisenja`, `Kopi Senja`). */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(@|u\/|\/)/, '')
    .replace(/@.*$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A handle may be an address, whose first part is the name: `kopisenja.example`. */
const forms = (name: string): readonly string[] => [bare(name), bare(name.replace(/\..*$/, ''))]

/** Whether its links or its bio lead home; nothing where its network tells of neither, and of what is a home itself. */
function leadsHome(account: Account, kit: BrandKit | undefined, homes: readonly string[]): boolean | undefined {
  if (homes.length === 0 || (account.links === undefined && !account.bio)) return undefined
  const brand = { name: kit?.name ?? '', handles: kit?.handle ? [kit.handle] : [], homeLinks: homes }
  if (isHome(account.url, brand)) return undefined
  const links = [...(account.links ?? []), ...addressesIn(account.bio ?? '')]
  return links.some((link) => isHome(link, brand))
}

/** What may be an address in a bio, where most are written without their scheme. */
const addressesIn = (bio: string) => bio.split(/[\s()<>"'“”,;|]+/).map((word) => word.replace(/[.!?:]+$/, ''))

/** Whether a bio says what the brand promises, in whatever words around it: at least half of the promise's longer words. */
function saysPromise(bio: string, promise: string): boolean {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [])
  const wanted = words(promise)
  const there = words(bio)
  return [...wanted].filter((word) => there.has(word)).length * 2 >= wanted.size
}
