import { ActionIcon } from '@mantine/core'
import { IconClock, IconRefresh, IconSearch } from '@tabler/icons-react'
import { type UseInfiniteQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationSummary } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { ChannelFilter } from '../../ui/channel-filter.tsx'
import { Face } from '../../ui/face.tsx'
import { More } from '../../ui/more.tsx'
import { Empty, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Terms } from '../../ui/terms.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AudienceBadge } from './audience.tsx'
import { type InboxView, InboxViews, useInboxView, useViewCount } from './inbox-views.tsx'
import { KindMark } from './told-kind.tsx'

/** One page after the other of the inbox. */
export type List = UseInfiniteQueryResult<ConversationSummary[]>

/** Until when it rests, and whose it is. */
function RowFoot({ conversation: { state, snoozedUntil, assignee, told } }: { conversation: ConversationSummary }) {
  const { t } = useTranslation()
  if (state !== 'snoozed' && !assignee && (!told || told.kind === 'other')) return null
  return (
    <span className="row still apart thread-foot small quiet">
      <span className="clip">
        {state === 'snoozed' && (
          <>
            <IconClock size={16} aria-hidden />{' '}
            {snoozedUntil ? <Instant at={snoozedUntil} /> : t('conversations.untilThey')}
          </>
        )}
        <KindMark told={told} />
      </span>
      {assignee && (
        <span title={t('conversations.assignedTo', { name: assignee.name })}>
          <span className="hidden-but-read">{t('conversations.assignedTo', { name: assignee.name })}</span>
          <Face name={assignee.name} src={null} size={24} />
        </span>
      )}
    </span>
  )
}

function ThreadRow({ conversation, current }: { conversation: ConversationSummary; current: boolean }) {
  const { t } = useTranslation()
  const { person, channel, waiting, waitingSince } = conversation
  return (
    <li>
      <Link
        className="thread"
        to="/conversations/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(before) => before}
        aria-current={current}
        data-thread={conversation.id}
        data-waiting={waiting > 0 || undefined}
      >
        <Face name={person.name} src={person.avatar} size={36} network={channel.network} />
        <span className="grow">
          <span className="row still apart">
            <span className="strong clip">{person.name}</span>
            <span className="small quiet still">
              <Instant at={waitingSince ?? conversation.lastAt} ago />
            </span>
          </span>
          <span className="clip2 excerpt">{conversation.excerpt}</span>
          <AudienceBadge audience={conversation.audience} />
          <RowFoot conversation={conversation} />
          {waiting > 0 && <span className="hidden-but-read">{t('conversations.waiting', { count: waiting })}</span>}
        </span>
      </Link>
    </li>
  )
}

function useRefresh() {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: () => ask('/api/conversations/refresh', { method: 'POST' }),
    onSuccess: async () => {
      toast(t('conversations.refreshing'))
      await refreshTopic('conversations')
    },
  })
}

/** Words and a channel to look for; opened from the head, so that nothing stands above the list that nobody asked for. */
function Narrowing() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/conversations' })
  const navigate = useNavigate()
  const channels = useQuery(channelsQuery).data ?? []
  const onSearch = useCallback(
    (q: string) => void navigate({ to: '/conversations', search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  return (
    <div className="stack narrowing">
      <SearchBox label={t('conversations.search')} value={search.q ?? ''} onSearch={onSearch} />
      {channels.length > 1 && (
        <ChannelFilter
          value={search.channelId}
          onChange={(channelId) =>
            void navigate({ to: '/conversations', search: (before) => ({ ...before, channelId }) })
          }
        />
      )}
    </div>
  )
}

/** The view's name with how many wait, and what can be done with the list. */
function ListHead({
  searching,
  onSearch,
  refresh,
}: {
  searching: boolean
  onSearch(): void
  refresh: ReturnType<typeof useRefresh>
}) {
  const { t } = useTranslation()
  const may = useMay()
  const view = useInboxView()
  const count = useViewCount(view)
  const tool = { size: 40, variant: 'subtle', color: 'var(--ink)' }
  return (
    <header className="threads-head">
      <h2 className="grow">
        {t(`inbox.${view}`)}
        {count ? <span className="quiet"> {count}</span> : null}
      </h2>
      <Terms of={['conversation', 'response', 'waiting', 'assign', 'snooze']} />
      <ActionIcon {...tool} aria-label={t('conversations.search')} aria-expanded={searching} onClick={onSearch}>
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      {may('answer') && (
        <ActionIcon
          {...tool}
          aria-label={t('conversations.refresh')}
          title={t('conversations.refresh')}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          <IconRefresh size={20} aria-hidden />
        </ActionIcon>
      )}
    </header>
  )
}

/** What a view without conversations means. */
const emptyViews: Partial<Record<InboxView, string>> = {
  mine: 'conversations.emptyMine',
  unassigned: 'conversations.emptyUnassigned',
  snoozed: 'conversations.emptySnoozed',
}

/** Nothing to list: because all is answered, or because nothing matches. */
function NoThreads({ narrowed }: { narrowed: boolean }) {
  const { t } = useTranslation()
  const { q } = useSearch({ from: '/conversations' })
  const view = useInboxView()
  if (narrowed)
    return <p className="quiet narrowing">{q ? t('common.nothingFound', { q }) : t('conversations.noneHere')}</p>
  const words = emptyViews[view]
  if (words) return <p className="quiet narrowing">{t(words)}</p>
  if (view !== 'waiting') return <p className="quiet narrowing">{t('conversations.noneHere')}</p>
  return <Empty type="“?”">{t('conversations.empty')}</Empty>
}

/** Who wrote, whoever has waited longest first. */
export function ConversationList({ list, current }: { list: List; current: string | undefined }) {
  const { t } = useTranslation()
  const search = useSearch({ from: '/conversations' })
  const narrowed = Boolean(search.q || search.channelId)
  const [searching, setSearching] = useState(narrowed)
  const refresh = useRefresh()
  return (
    <section className="threads" aria-label={t('conversations.list')}>
      <ListHead searching={searching} onSearch={() => setSearching((before) => !before)} refresh={refresh} />
      <InboxViews />
      {(searching || narrowed) && <Narrowing />}
      <ProblemNotice error={list.error ?? refresh.error} onRetry={() => void list.refetch()} />
      {list.isPending && <ListShape />}
      {list.data?.length === 0 && <NoThreads narrowed={narrowed} />}
      {list.data && list.data.length > 0 && (
        <ul className="plain">
          {list.data.map((conversation) => (
            <ThreadRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
          ))}
        </ul>
      )}
      <More list={list} />
    </section>
  )
}
