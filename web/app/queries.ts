import { QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  Article,
  ArticleSummary,
  BrandKit,
  Calendar,
  Channel,
  ChannelChoices,
  Choice,
  Conversation,
  ConversationSummary,
  Delivery,
  DraftPost,
  Evergreen,
  Feed,
  FeedItem,
  Files,
  Holiday,
  Me,
  Meter,
  NetworkInfo,
  Proposal,
  Revision,
  RevisionSummary,
  RhythmOfChannel,
  Security,
  Series,
  SetAside,
  Teaser,
  Today,
} from '../../src/http/api.ts'
import { ask, willPass } from './api.ts'
import { onLineBack } from './line.ts'

/** Keeps what was read, so that a room shows at once what it showed last; asks again when something changed. */
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

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => ask<Me>('/api/me', { signal }),
  staleTime: 60_000,
})

export const filesQuery = queryOptions({
  queryKey: ['files'],
  queryFn: ({ signal }) => ask<Files>('/api/files', { signal }),
  // What is used changes with every word that somebody saves.
  staleTime: 0,
})
export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => ask<Security>('/api/security', { signal }),
})

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => ask<Today>('/api/today', { signal }),
})

export const brandQuery = queryOptions({
  queryKey: ['brand'],
  queryFn: ({ signal }) => ask<BrandKit>('/api/brand', { signal }),
})

export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: async ({ signal }) => (await ask<{ networks: NetworkInfo[] }>('/api/networks', { signal })).networks,
  staleTime: Number.POSITIVE_INFINITY,
})

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async ({ signal }) => (await ask<{ channels: Channel[] }>('/api/channels', { signal })).channels,
})

/** What came from networks and feeds and could not be kept. */
export const setAsideQuery = queryOptions({
  queryKey: ['channels', 'set-aside'],
  queryFn: async ({ signal }) => (await ask<{ sources: SetAside[] }>('/api/set-aside', { signal })).sources,
})

export const choicesQuery = (state: string) =>
  queryOptions({
    queryKey: ['choices', state],
    queryFn: ({ signal }) => ask<ChannelChoices>(`/api/channels/choices/${state}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export const optionChoicesQuery = (channelId: string, option: string) =>
  queryOptions({
    queryKey: ['options', channelId, option],
    queryFn: async ({ signal }) =>
      (await ask<{ choices: Choice[] }>(`/api/channels/${channelId}/options/${option}`, { signal })).choices,
    staleTime: 10 * 60_000,
  })

export const metersQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId, 'meters'],
    queryFn: async ({ signal }) =>
      (await ask<{ meters: Meter[] }>(`/api/channels/${channelId}/meters`, { signal })).meters,
  })

export const slotsQuery = queryOptions({
  queryKey: ['slots'],
  queryFn: async ({ signal }) => (await ask<{ rhythms: RhythmOfChannel[] }>('/api/slots', { signal })).rhythms,
})

export const seriesQuery = queryOptions({
  queryKey: ['series'],
  queryFn: async ({ signal }) => (await ask<{ series: Series[] }>('/api/series', { signal })).series,
})

export const feedsQuery = queryOptions({
  queryKey: ['automatic', 'feeds'],
  queryFn: async ({ signal }) => (await ask<{ feeds: Feed[] }>('/api/feeds', { signal })).feeds,
})

export const feedItemsQuery = (id: string) =>
  queryOptions({
    queryKey: ['automatic', 'feeds', id],
    queryFn: async ({ signal }) => (await ask<{ items: FeedItem[] }>(`/api/feeds/${id}/items`, { signal })).items,
  })

export const evergreensQuery = queryOptions({
  queryKey: ['automatic', 'evergreen'],
  queryFn: async ({ signal }) => (await ask<{ evergreens: Evergreen[] }>('/api/evergreen', { signal })).evergreens,
})

export const proposalsQuery = queryOptions({
  queryKey: ['automatic', 'proposals'],
  queryFn: async ({ signal }) => (await ask<{ proposals: Proposal[] }>('/api/proposals', { signal })).proposals,
})

export const articlesQuery = (search: { q?: string | undefined; state?: string | undefined } = {}) =>
  queryOptions({
    queryKey: ['articles', 'list', search],
    queryFn: async ({ signal }) =>
      (await ask<{ articles: ArticleSummary[] }>(withSearch('/api/articles', search), { signal })).articles,
    placeholderData: (before) => before,
  })

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id],
    queryFn: ({ signal }) => ask<Article>(`/api/articles/${id}`, { signal }),
  })

export const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id, 'revisions'],
    queryFn: async ({ signal }) =>
      (await ask<{ revisions: RevisionSummary[] }>(`/api/articles/${id}/revisions`, { signal })).revisions,
    staleTime: 0,
  })

export const revisionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['articles', id, 'revisions', version],
    queryFn: ({ signal }) => ask<Revision>(`/api/articles/${id}/revisions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const teasersQuery = (id: string) =>
  queryOptions({
    queryKey: ['articles', id, 'teasers'],
    queryFn: async ({ signal }) =>
      (await ask<{ teasers: Teaser[] }>(`/api/articles/${id}/teasers`, { signal })).teasers,
    staleTime: 0,
  })

export interface DeliverySearch {
  state?: string | undefined
  channelId?: string | undefined
  articleId?: string | undefined
  q?: string | undefined
}

export const deliveriesQuery = (search: DeliverySearch = {}) =>
  queryOptions({
    queryKey: ['deliveries', 'list', search],
    queryFn: async ({ signal }) =>
      (await ask<{ deliveries: Delivery[] }>(withSearch('/api/deliveries', { ...search }), { signal })).deliveries,
    placeholderData: (before) => before,
  })

export const draftsQuery = queryOptions({
  queryKey: ['deliveries', 'drafts'],
  queryFn: async ({ signal }) => (await ask<{ drafts: DraftPost[] }>('/api/drafts', { signal })).drafts,
})
export const draftQuery = (id: string) =>
  queryOptions({
    // Not under `deliveries`: what somebody else saves must not change what is being written here.
    queryKey: ['draft', id],
    queryFn: ({ signal }) => ask<DraftPost>(`/api/drafts/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => ask<Delivery>(`/api/deliveries/${id}`, { signal }),
  })

export interface CalendarSearch {
  /** Instants, half-open; 100 days at most. */
  from: string
  to: string
  state?: string | undefined
  channelId?: string | undefined
}

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

export interface ConversationSearch {
  state?: string | undefined
  channelId?: string | undefined
  q?: string | undefined
}

export const conversationsQuery = (search: ConversationSearch = {}) =>
  queryOptions({
    queryKey: ['conversations', 'list', search],
    queryFn: async ({ signal }) =>
      (
        await ask<{ conversations: ConversationSummary[] }>(
          withSearch('/api/conversations', { state: 'open', ...search }),
          { signal },
        )
      ).conversations,
    placeholderData: (before) => before,
  })

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', id],
    queryFn: ({ signal }) => ask<Conversation>(`/api/conversations/${id}`, { signal }),
  })

/** What to ask again when the server says that something changed in a room. */
export const roomKeys: Record<string, string[][]> = {
  articles: [['articles'], ['today'], ['deliveries', 'calendar']],
  deliveries: [['deliveries'], ['today'], ['conversations'], ['slots'], ['series'], ['automatic']],
  conversations: [['conversations'], ['today']],
  channels: [['channels'], ['today'], ['slots']],
  brand: [['brand'], ['me'], ['today']],
  hold: [['me'], ['deliveries']],
}

/** Asks again for everything that the room's lists are drawn from. */
export async function refreshRoom(room: string): Promise<void> {
  await Promise.all((roomKeys[room] ?? []).map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}
