import type { Stored } from './shapes.ts'

/** What the network keeps, in memory. */
export function createWorld() {
  const world = {
    refusal: undefined as { error: readonly string[]; ratelimit?: number } | undefined,
    count: 100,
  }

  const things: Stored[] = []
  const quiet = new Set<string>()
  const calls: string[] = []
  const tokens = { access: 'akses-reddit-0001', refresh: 'segar-reddit-0001', generation: 1 }
  const about = { flair: false, moderator: true, closed: false, titleLength: 300 }

  const keep = (one: Omit<Stored, 'name' | 'form'> & { form?: Stored['form'] }): Stored => {
    const stored = { form: {}, ...one, name: `${one.parent ? 't1' : 't3'}_${(++world.count).toString(36)}` }
    things.push(stored)
    return stored
  }
  const headOf = (one: Stored): Stored => {
    const parent = things.find(({ name }) => name === one.parent)
    return parent ? headOf(parent) : one
  }
  const idOf = ({ name }: Stored) => name.slice(3)
  const linkOf = (one: Stored) => {
    const head = headOf(one)
    const place = `/r/kopi/comments/${idOf(head)}/judul/`
    return one === head ? place : `${place}${idOf(one)}/`
  }
  const countOf = (post: Stored) => things.filter((one) => one.parent && headOf(one) === post).length
  const shown = (one: Stored, more: object = {}) => ({
    kind: one.parent ? 't1' : 't3',
    data: {
      id: idOf(one),
      name: one.name,
      author: one.author,
      author_fullname: `t2_${one.author}`,
      subreddit: 'kopi',
      created_utc: one.at,
      permalink: linkOf(one),
      score: 2,
      ...(one.parent
        ? { body: one.text, parent_id: one.parent, link_id: headOf(one).name, replies: '' }
        : {
            title: one.title,
            selftext: one.url ? '' : one.text,
            is_self: !one.url,
            url: one.url ?? `https://www.reddit.com${linkOf(one)}`,
            num_comments: countOf(one),
            upvote_ratio: 0.9,
          }),
      ...more,
    },
  })
  const listing = (children: object[], after: string | null = null) => ({
    kind: 'Listing',
    data: { after, before: null, children },
  })
  const page = (all: readonly Stored[], url: URL, show = (one: Stored): object => shown(one)) => {
    const newest = all.toSorted((a, b) => b.at - a.at || Number.parseInt(idOf(b), 36) - Number.parseInt(idOf(a), 36))
    const from = newest.findIndex(({ name }) => name === url.searchParams.get('after')) + 1
    const some = newest.slice(from, from + Number(url.searchParams.get('limit') ?? 25))
    return Response.json(
      listing(some.map(show), from + some.length < newest.length ? (some.at(-1)?.name ?? null) : null),
    )
  }
  const forbidden = (more = {}) => Response.json({ message: 'Forbidden', error: 403, ...more }, { status: 403 })
  return Object.assign(world, {
    things,
    quiet,
    calls,
    tokens,
    about,
    keep,
    idOf,
    linkOf,
    shown,
    listing,
    page,
    forbidden,
  })
}
/** The same, as the endpoints take it. */
export type World = ReturnType<typeof createWorld>
