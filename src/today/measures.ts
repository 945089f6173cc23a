import { articlesPlanned } from '../blog/index.ts'
import type { BrandKit } from '../brand/index.ts'
import type { Channel } from '../channels/index.ts'
import { type AnswersMeasured, answersSince } from '../conversations/index.ts'
import { weekStart } from '../core/days.ts'
import type { Tx } from '../db/client.ts'
import { type SaidMeasured, saidSince } from '../publishing/index.ts'

/** What every brand has, in the order in which it is asked for. A product site is not among them: a novelist has none. */
export const kitParts = ['handle', 'promise', 'logo'] as const
/** One of {@link kitParts}. */
export type KitPart = (typeof kitParts)[number]

/** The brand, as far as it is measured: what its kit lacks, and which of its profiles are called otherwise. */
export interface BrandMeasured {
  missing: readonly KitPart[]
  /** Own profiles; communities of other people, and what nobody but us sees, are none. */
  profiles: number
  /** Those that bear neither the brand's name nor its handle. */
  differing: readonly Channel[]
}

/** Over the last thirty days. */
export type TalkMeasured = AnswersMeasured & { said: SaidMeasured }

const talkDays = 30
const weeksAhead = 8

/** @param kit `undefined` before the brand has been named: all of it is missing then */
export function measureBrand(kit: BrandKit | undefined, channels: readonly Channel[]): BrandMeasured {
  const profiles = channels.filter(({ account }) => account.url && !account.community?.guest)
  const names = [kit?.name, kit?.handle].flatMap((name) => (name ? [bare(name)] : []))
  const differing = names.length
    ? profiles.filter(
        ({ account }) => ![account.name, account.handle].flatMap(forms).some((form) => names.includes(form)),
      )
    : []
  return { missing: kitParts.filter((part) => !kit?.[part]), profiles: profiles.length, differing }
}

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

/** What was answered, and what was said of oneself, in the last thirty days. */
export async function measureTalk(tx: Tx, now: Date): Promise<TalkMeasured> {
  const since = new Date(now.getTime() - talkDays * 86_400_000)
  return { ...(await answersSince(tx, since)), said: await saidSince(tx, since) }
}

/**
 * The first week from this one on in which nothing is published, nor planned to be; `null` where the next weeks have an article each.
 * @param thisWeek how many articles this week had
 */
export async function nextHollow(tx: Tx, timeZone: string, now: Date, thisWeek: number): Promise<Date | null> {
  const starts = Array.from({ length: weeksAhead + 1 }, (_, week) => weekStart(timeZone, now, week))
  const planned = await articlesPlanned(tx, { from: now, to: starts.at(-1) as Date, limit: 500 })
  for (let week = thisWeek > 0 ? 1 : 0; week < weeksAhead; week++) {
    const [from, to] = [starts[week] as Date, starts[week + 1] as Date]
    if (!planned.some(({ publish_at: at }) => at && at >= from && at < to)) return from
  }
  return null
}
