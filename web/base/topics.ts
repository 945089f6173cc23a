import type { QueryKey } from '@tanstack/react-query'

/** "Something changed there", as `GET /api/events` says it. */
export interface Change {
  topic: string
  /** What changed, and nothing else; missing: anything may have. */
  ids?: readonly string[] | undefined
}

/** What a topic's changes show in besides the things themselves: its lists, and other topics' pages. */
const around: Record<string, QueryKey[]> = {
  articles: [['articles', 'list'], ['articles', 'tags'], ['today'], ['deliveries', 'calendar'], ['cadence']],
  // What is being written is in no calendar.
  words: [['articles', 'list']],
  deliveries: [['deliveries', 'list'], ['deliveries', 'calendar'], ['today'], ['counts'], ['slots']],
  drafts: [['deliveries', 'drafts']],
  sets: [['sets']],
  series: [['series'], ['today']],
  automatic: [['automatic'], ['today']],
  conversations: [['conversations', 'list'], ['conversations', 'views'], ['today'], ['counts']],
  channels: [['channels'], ['today'], ['slots']],
  brand: [['brand'], ['me'], ['today']],
  hold: [['me'], ['deliveries']],
  imports: [['imports']],
  replacements: [['replacements']],
  ideas: [['ideas']],
  editors: [['editors']],
  cadence: [['cadence'], ['today']],
  team: [['team'], ['me'], ['workspaces']],
}

/** Under which key a topic's things are kept, each by its id. */
const things: Record<string, string> = {
  articles: 'articles',
  words: 'articles',
  deliveries: 'deliveries',
  conversations: 'conversations',
  readers: 'conversations',
}

/** Everything of a topic, for whoever changed something there themselves. */
const whole: Record<string, QueryKey[]> = {
  articles: [['articles'], ['today'], ['deliveries', 'calendar'], ['cadence']],
  deliveries: [['deliveries'], ['today'], ['counts'], ['conversations'], ['slots'], ['series'], ['automatic']],
  conversations: [['conversations'], ['today'], ['counts']],
  readers: [['conversations']],
}

/** What to ask again: where it is known what changed, only that and the lists that it stands in. */
export function keysOf({ topic, ids }: Change): QueryKey[] {
  const thing = things[topic]
  if (!ids || !thing) return (ids ? around[topic] : (whole[topic] ?? around[topic])) ?? []
  return [...(around[topic] ?? []), ...ids.map((id) => [thing, id])]
}

/** Many changes as one each topic. */
export function together(changes: readonly Change[]): Change[] {
  return [...Map.groupBy(changes, ({ topic }) => topic)].map(([topic, each]) =>
    each.every(({ ids }) => ids) ? { topic, ids: [...new Set(each.flatMap(({ ids }) => ids ?? []))] } : { topic },
  )
}

/** A conversation shows our answers: whether one of these deliveries is among them. */
export function showsOneOf(conversation: unknown, deliveryIds: ReadonlySet<string>): boolean {
  const { items } = (conversation ?? {}) as { items?: { by: string; delivery?: { id: string } }[] }
  return (items ?? []).some(({ delivery }) => delivery !== undefined && deliveryIds.has(delivery.id))
}
