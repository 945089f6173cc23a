import { infiniteQueryOptions, QueryClient, type QueryKey, queryOptions } from '@tanstack/react-query'
import type {
  ActivityPage,
  AnswerPromise,
  Article,
  ArticlePage,
  ArticleSeries,
  ArticleTags,
  Authors,
  BrandKit,
  Cadence,
  Calendar,
  Channel,
  ChannelChoices,
  Choice,
  Conversation,
  ConversationCounts,
  ConversationPage,
  Counts,
  Delivery,
  DeliveryPage,
  Design,
  DraftPage,
  DraftPost,
  Editors,
  Evergreen,
  ExportFormats,
  Feed,
  FeedItemPage,
  Files,
  Holiday,
  IdeaPage,
  ImportFormats,
  ImportItem,
  ImportItems,
  ImportPage,
  ImportRun,
  ImportSamples,
  Invitation,
  KeptSet,
  Me,
  MediaPage,
  Mentionable,
  NetworkInfo,
  NetworkMark,
  PermissionTable,
  ProposalPage,
  Quota,
  ReadyDraftPage,
  Revision,
  RevisionSummary,
  RhythmOfChannel,
  SearchHits,
  Security,
  SeriesPage,
  SetAside,
  Team,
  Teaser,
  Today,
  Workspaces,
} from '../../src/http/api.ts'
import { ask, willPass } from './api.ts'
import { onLineBack } from './line.ts'
import { type PageAnswer, renew } from './renew.ts'
import { type Change, keysOf, showsOneOf } from './topics.ts'
import { settleIn } from './workspace.ts'

/** Keeps what was read, so that a topic shows at once what it showed last; asks again when something changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 30 * 60_000,
      retry: (count, error) => count < 2 && willPass(error),
      retryDelay: (count) => 500 * 2 ** count,
      // Without a line too: the service worker then answers what it kept.
      networkMode: 'always',
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always' },
  },
})

onLineBack(() => void queryClient.invalidateQueries())

function withSearch(path: string, search: Record<string, string | undefined>): string {
  const filled = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return filled.length ? `${path}?${new URLSearchParams(filled)}` : path
}

/**
 * A list that comes in pages, for `useInfiniteQuery`; `data` are the rows of all pages that are here.
 * @param rows of a page
 * @param nameOf tells rows apart: one that moved between two pages is shown once
 */
export function paged<Answer extends PageAnswer, Row>(
  queryKey: readonly unknown[],
  path: string,
  search: Record<string, string | undefined>,
  rows: (page: Answer) => readonly Row[],
  nameOf: (row: Row) => string,
) {
  const askPage = (cursor: string, signal?: AbortSignal) =>
    ask<Answer>(withSearch(path, { ...search, cursor }), { signal })
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => askPage(pageParam, signal),
    meta: {
      askPage,
      idsIn: (page: Answer) => rows(page).map(nameOf),
      carry: (page: Answer, from: Answer, ids: ReadonlySet<string>) =>
        carried(
          page,
          rows,
          rows(from).filter((row) => ids.has(nameOf(row))),
        ),
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }): Row[] => [...new Map(pages.flatMap(rows).map((row) => [nameOf(row), row])).values()],
    placeholderData: (before) => before,
  })
}

/** An answer with more rows: whatever its list is called. */
function carried<Answer extends PageAnswer, Row>(
  page: Answer,
  rows: (page: Answer) => readonly Row[],
  more: readonly Row[],
): Answer {
  const all = rows(page)
  const list = Object.entries(page).find(([, value]) => value === all)?.[0] ?? ''
  return { ...page, [list]: [...all, ...more] }
}

const idOf = ({ id }: { id: string }) => id

/** Who is signed in, in which workspace, and what they may do there. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => settleIn(await ask<Me>('/api/me', { signal })),
  staleTime: 60_000,
})

/** The brand's pictures and videos: how much room they take, and which of them nothing uses. */
export const filesQuery = queryOptions({
  queryKey: ['files'],
  queryFn: ({ signal }) => ask<Files>('/api/files', { signal }),
  // What is used changes with every word that somebody saves.
  staleTime: 0,
})
/** What can be imported, and where one gets it. */
export const importFormatsQuery = queryOptions({
  queryKey: ['import-formats'],
  queryFn: async ({ signal }) => (await ask<ImportFormats>('/api/imports/formats', { signal })).formats,
  staleTime: Number.POSITIVE_INFINITY,
})
/** Ways to take the blog out. */
export const exportFormatsQuery = queryOptions({
  queryKey: ['export-formats'],
  queryFn: async ({ signal }) => (await ask<ExportFormats>('/api/exports', { signal })).formats,
  staleTime: Number.POSITIVE_INFINITY,
})
/** Blogs that were imported, newest first. */
export const importsQuery = paged<ImportPage, ImportRun>(
  ['imports', 'list'],
  '/api/imports',
  {},
  ({ imports }) => imports,
  idOf,
)
/** One import, and how far it is. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => ask<ImportRun>(`/api/imports/${id}`, { signal }),
    staleTime: 0,
  })
/** The articles of an import that lose most. */
export const importSamplesQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'samples'],
    queryFn: async ({ signal }) => (await ask<ImportSamples>(`/api/imports/${id}/samples`, { signal })).samples,
  })
/** What became of an import's articles. @param show which of them */
export const importItemsQuery = (id: string, show: string) =>
  paged<ImportItems, ImportItem>(
    ['imports', id, 'items', show],
    `/api/imports/${id}/items`,
    { show },
    ({ items }) => items,
    ({ n }) => String(n),
  )
/** How many of an import's articles came, and how many did not. */
export const importOutcomeQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'outcome'],
    queryFn: async ({ signal }) => (await ask<ImportItems>(`/api/imports/${id}/items`, { signal })).outcome,
  })
/** Who works in this workspace, as what. */
export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async ({ signal }) => (await ask<Team>('/api/team', { signal })).members,
})

/** Invitations that nobody has taken yet. */
export const invitationsQuery = queryOptions({
  queryKey: ['team', 'invitations'],
  queryFn: async ({ signal }) => (await ask<{ invitations: Invitation[] }>('/api/invitations', { signal })).invitations,
})

/** What each role may do, as the server tells it. */
export const permissionsQuery = queryOptions({
  queryKey: ['team', 'permissions'],
  queryFn: ({ signal }) => ask<PermissionTable>('/api/permissions', { signal }),
})

/** Narrows the trail: whose acts, which, and when. */
export interface ActivitySearch {
  who?: string | undefined
  what?: string | undefined
  /** Instants, half-open. */
  from?: string | undefined
  to?: string | undefined
}

/** Who did what here, the newest first. */
export const activityQuery = ({ who, what, from, to }: ActivitySearch) =>
  paged(
    ['team', 'activity', who, what, from, to],
    '/api/activity',
    { who, what, from, to },
    ({ lines }: ActivityPage) => lines,
    ({ at, who: by, did }) => `${at} ${by?.id} ${did.en}`,
  )

/** The person's workspaces. What waits there is asked anew whenever the switcher opens. */
export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: ({ signal }) => ask<Workspaces>('/api/workspaces', { signal }),
  staleTime: 5000,
})

/** How the person signs in, and where they are signed in. */
export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => ask<Security>('/api/security', { signal }),
})

/** What matters today. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => ask<Today>('/api/today', { signal }),
})

/** What the frame counts on every screen, and all that it wants of Today. */
const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => ask<Counts>('/api/today/counts', { signal }),
})

/** How many wait for an answer. */
export const waitingQuery = queryOptions({ ...countsQuery, select: ({ waitingCount }: Counts) => waitingCount })

/** How many posts wait for a person's own hands. */
export const byHandQuery = queryOptions({ ...countsQuery, select: ({ byHandCount }: Counts) => byHandCount })

/** Within which time people are answered; `null`: nothing is promised. */
export const promiseQuery = queryOptions({
  queryKey: ['conversations', 'promise'],
  queryFn: async ({ signal }) =>
    (await ask<{ promise: AnswerPromise | null }>('/api/answer-promise', { signal })).promise,
})

/** The brand kit. */
export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: ({ signal }) => ask<BrandKit>('/api/brand', { signal }),
})

/** The networks that there are, with the ways to connect each: the same as long as a page lives. */
export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: async ({ signal }) => (await ask<{ networks: NetworkInfo[] }>('/api/networks', { signal })).networks,
  staleTime: Number.POSITIVE_INFINITY,
})

/** How networks are drawn, by their names: the same as long as a page lives. */
export const marksQuery = queryOptions({
  queryKey: ['networks', 'marks'],
  queryFn: async ({ signal }) => {
    const { marks } = await ask<{ marks: NetworkMark[] }>('/api/networks/marks', { signal })
    return new Map(marks.map((mark) => [mark.network, mark]))
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** The connected channels, and those that were removed and can come back. */
export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async ({ signal }) => (await ask<{ channels: Channel[] }>('/api/channels', { signal })).channels,
})

/** What came from networks and feeds and could not be kept. */
export const setAsideQuery = queryOptions({
  queryKey: ['channels', 'set-aside'],
  queryFn: async ({ signal }) => (await ask<{ sources: SetAside[] }>('/api/set-aside', { signal })).sources,
})

/** The accounts behind one sign-in at a network, to choose from. @param state names the half-done connection */
export const choicesQuery = (state: string) =>
  queryOptions({
    queryKey: ['choices', state],
    queryFn: ({ signal }) => ask<ChannelChoices>(`/api/channels/choices/${state}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** What an option of a channel can be, where only the network knows (flairs, playlists). */
export const optionChoicesQuery = (channelId: string, option: string) =>
  queryOptions({
    queryKey: ['options', channelId, option],
    queryFn: async ({ signal }) =>
      (await ask<{ choices: Choice[] }>(`/api/channels/${channelId}/options/${option}`, { signal })).choices,
    staleTime: 10 * 60_000,
  })

/** What a channel has used up in this period, and its budget. */
export const quotasQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId, 'quotas'],
    queryFn: async ({ signal }) =>
      (await ask<{ quotas: Quota[] }>(`/api/channels/${channelId}/quotas`, { signal })).quotas,
  })

/** The weekly schedule of each channel, with its next free slot. */
export const slotsQuery = queryOptions({
  queryKey: ['slots'],
  queryFn: async ({ signal }) => (await ask<{ rhythms: RhythmOfChannel[] }>('/api/slots', { signal })).rhythms,
})

/** Posts that come again. */
export const seriesQuery = paged(['series'], '/api/series', {}, ({ series }: SeriesPage) => series, idOf)

/** Feeds of one's own from which teasers are prepared. */
export const feedsQuery = queryOptions({
  queryKey: ['automatic', 'feeds'],
  queryFn: async ({ signal }) => (await ask<{ feeds: Feed[] }>('/api/feeds', { signal })).feeds,
})

/** What stands in a feed, and what became of it. */
export const feedItemsQuery = (id: string) =>
  paged(
    ['automatic', 'feeds', id],
    `/api/feeds/${id}/items`,
    {},
    ({ items }: FeedItemPage) => items,
    ({ guid }) => guid,
  )

/** Rounds in which old articles come again. */
export const evergreensQuery = queryOptions({
  queryKey: ['automatic', 'evergreen'],
  queryFn: async ({ signal }) => (await ask<{ evergreens: Evergreen[] }>('/api/evergreen', { signal })).evergreens,
})

/** Prepared teasers that wait for a person. */
export const proposalsQuery = paged(
  ['automatic', 'proposals'],
  '/api/proposals',
  {},
  ({ proposals }: ProposalPage) => proposals,
  idOf,
)

/** Articles, the newest change first. */
export const articlesQuery = (
  search: Partial<Record<'q' | 'state' | 'kind' | 'tag' | 'author' | 'orphans', string>> = {},
) => paged(['articles', 'list', search], '/api/articles', search, ({ articles }: ArticlePage) => articles, idOf)

/** All tags that articles have. */
export const articleTagsQuery = queryOptions({
  queryKey: ['articles', 'tags'],
  queryFn: async ({ signal }) => (await ask<ArticleTags>('/api/article-tags', { signal })).tags,
})

/** Which series there are, by name. */
export const articleSeriesQuery = queryOptions({
  queryKey: ['articles', 'series'],
  queryFn: async ({ signal }) => (await ask<ArticleSeries>('/api/article-series', { signal })).series,
})

/** Who writes on the blog, by name. */
export const authorsQuery = queryOptions({
  queryKey: ['articles', 'authors'],
  queryFn: async ({ signal }) => (await ask<Authors>('/api/authors', { signal })).authors,
})

/** How the blog looks, and what can be chosen. */
export const designQuery = queryOptions({
  queryKey: ['brand', 'design'],
  queryFn: ({ signal }) => ask<Design>('/api/design', { signal }),
})

/** One article with its words. */
export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id],
    queryFn: ({ signal }) => ask<Article>(`/api/articles/${id}`, { signal }),
  })

/** Every saved state of an article, without its words. */
export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id, 'revisions'],
    queryFn: async ({ signal }) =>
      (await ask<{ revisions: RevisionSummary[] }>(`/api/articles/${id}/revisions`, { signal })).revisions,
    staleTime: 0,
  })

/** One saved state with its words: it never changes. */
export const revisionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['articles', id, 'revisions', version],
    queryFn: ({ signal }) => ask<Revision>(`/api/articles/${id}/revisions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A teaser for each channel, as it would be proposed now. */
export const teasersQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id, 'teasers'],
    queryFn: async ({ signal }) =>
      (await ask<{ teasers: Teaser[] }>(`/api/articles/${id}/teasers`, { signal })).teasers,
    // They are the first words of what one writes: old ones, of other channels, must not be what one begins with.
    staleTime: 0,
    gcTime: 0,
  })

/** Narrows the list of deliveries. */
export interface DeliverySearch {
  state?: string | undefined
  channelId?: string | undefined
  articleId?: string | undefined
  postId?: string | undefined
  q?: string | undefined
}

/** Deliveries, the latest due first. */
export const deliveriesQuery = (search: DeliverySearch = {}) =>
  paged(
    ['deliveries', 'list', search],
    '/api/deliveries',
    { ...search },
    ({ deliveries }: DeliveryPage) => deliveries,
    idOf,
  )

/** People who wrote to us, by the beginning of a handle or by a name. */
export const mentionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['mentions', q],
    queryFn: async ({ signal }) =>
      (await ask<{ people: Mentionable[] }>(withSearch('/api/mentions', { q }), { signal })).people,
    enabled: q !== '',
    staleTime: 60_000,
    placeholderData: (before) => before,
  })

/** Pictures that were used before, newest first. @param q words of what they show */
export const libraryQuery = (q: string) =>
  paged(['media', 'library', q], '/api/media', { q }, ({ media }: MediaPage) => media, idOf)

/** Groups of channels, and sets of hashtags. */
export const setsQuery = queryOptions({
  queryKey: ['sets'],
  queryFn: async ({ signal }) => (await ask<{ sets: KeptSet[] }>('/api/sets', { signal })).sets,
  staleTime: 60_000,
})

/** What the blog promises, and a year of it; missing: this one. */
export const cadenceQuery = (year?: number) =>
  queryOptions({
    queryKey: ['cadence', 'year', year ?? 0],
    queryFn: ({ signal }) => ask<Cadence>(withSearch('/api/cadence', { year: year?.toString() }), { signal }),
    placeholderData: (before) => before,
  })

/** Drafts, the readiest first. */
export const readyDraftsQuery = paged(
  ['cadence', 'drafts'],
  '/api/cadence/drafts',
  {},
  ({ drafts }: ReadyDraftPage) => drafts,
  idOf,
)

/** What somebody would write about, newest first; or what is done. */
export const ideasQuery = (done = false) =>
  paged(['ideas', done], '/api/ideas', done ? { done: 'true' } : {}, ({ ideas }: IdeaPage) => ideas, idOf)

/** Editors beside the panel that are let in. */
export const editorsQuery = queryOptions({
  queryKey: ['editors'],
  queryFn: ({ signal }) => ask<Editors>('/api/editors', { signal }),
})

/** Posts that are kept for later. */
export const draftsQuery = paged(['deliveries', 'drafts'], '/api/drafts', {}, ({ drafts }: DraftPage) => drafts, idOf)

/** One of them, with its words. */
export const draftQuery = (id: string) =>
  queryOptions({
    // Not under `deliveries`: what somebody else saves must not change what is being written here.
    queryKey: ['draft', id],
    queryFn: ({ signal }) => ask<DraftPost>(`/api/drafts/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** The unfinished posts of an article, changed last: `null` where nobody began any. For whoever goes on with them. */
export const articleDraftQuery = (articleId: string) =>
  queryOptions({
    // As with {@link draftQuery}: what others save must not change what is being written here.
    queryKey: ['article-draft', articleId],
    queryFn: async ({ signal }) =>
      (await ask<DraftPage>(withSearch('/api/drafts', { articleId }), { signal })).drafts[0] ?? null,
    staleTime: 0,
    gcTime: 0,
  })

/** One delivery and how it stands. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => ask<Delivery>(`/api/deliveries/${id}`, { signal }),
  })

/** All deliveries of one post, for whoever writes it again. */
export const postDeliveriesQuery = (postId: string) =>
  queryOptions({
    // Not under `deliveries`: what becomes of them must not change what is being written here.
    queryKey: ['post', postId],
    queryFn: async ({ signal }) =>
      (await ask<DeliveryPage>(withSearch('/api/deliveries', { postId }), { signal })).deliveries,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** Which days of the calendar, and what of it. */
export interface CalendarSearch {
  /** Instants, half-open; 100 days at most. */
  from: string
  to: string
  state?: string | undefined
  channelId?: string | undefined
}

/** Posts and articles on these days. */
export const calendarQuery = (search: CalendarSearch) =>
  queryOptions({
    queryKey: ['deliveries', 'calendar', search],
    queryFn: ({ signal }) => ask<Calendar>(withSearch('/api/calendar', { ...search }), { signal }),
    placeholderData: (before) => before,
    // Thousands of entries: comparing each with its older self takes longer than drawing the few that are seen.
    structuralSharing: false,
  })

/** Holidays never change while one looks. `country` empty: none are asked for. */
export const holidaysQuery = (country: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['holidays', country, from, to],
    queryFn: async ({ signal }) =>
      (await ask<{ holidays: Holiday[] }>(withSearch('/api/holidays', { country, from, to }), { signal })).holidays,
    enabled: country !== '',
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  })

/** Narrows the inbox. */
export interface ConversationSearch {
  state?: string | undefined
  channelId?: string | undefined
  q?: string | undefined
}

/** Conversations; open ones by whoever has waited longest. */
export const conversationsQuery = (search: ConversationSearch = {}) =>
  paged(
    ['conversations', 'list', search],
    '/api/conversations',
    { ...search, state: search.state ?? 'waiting' },
    ({ conversations }: ConversationPage) => conversations,
    idOf,
  )

/** How many conversations stand in each view of the inbox. */
export const viewCountsQuery = queryOptions({
  queryKey: ['conversations', 'views'],
  queryFn: ({ signal }) => ask<ConversationCounts>('/api/conversations/counts', { signal }),
})

/** One question to all that the workspace holds; without words, what moved last. */
export const searchQuery = (search: { q: string; only?: 'people' | 'tags' | undefined; limit: number }) =>
  queryOptions({
    queryKey: ['search', search],
    queryFn: ({ signal }) =>
      ask<SearchHits>(withSearch('/api/search', { ...search, limit: String(search.limit) }), { signal }),
    staleTime: 5000,
    gcTime: 60_000,
  })

/** One conversation with all that was said. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', id],
    queryFn: ({ signal }) => ask<Conversation>(`/api/conversations/${id}`, { signal }),
  })

/**
 * Asks again for what a change shows in and is on the screen. Of what is named only that, with the pages of lists that it
 * stands in; where nothing is named, all of the topic.
 */
export async function refresh(change: Change): Promise<void> {
  const { topic, ids } = change
  const again = (queryKey: QueryKey) =>
    ids ? renew(queryClient, queryKey, ids) : queryClient.invalidateQueries({ queryKey })
  await Promise.all(keysOf(change).map(again))
  if (topic !== 'deliveries' || !ids) return
  const named = new Set(ids)
  const answered = ({ state }: { state: { data: unknown } }) => showsOneOf(state.data, named)
  await queryClient.invalidateQueries({ queryKey: ['conversations'], predicate: answered })
}

/** Asks again for everything that the topic's lists are drawn from. */
export function refreshTopic(topic: string): Promise<void> {
  return refresh({ topic })
}
