import './conversations.css'
import { Button, SegmentedControl } from '@mantine/core'
import { IconArrowLeft, IconRefresh } from '@tabler/icons-react'
import { type UseInfiniteQueryResult, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationSummary } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, conversationsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useShortcuts } from '../../base/shortcuts.ts'
import { ChannelFilter } from '../../ui/channel-filter.tsx'
import { Face } from '../../ui/face.tsx'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { toast } from '../../ui/toasts.tsx'
import { AudienceBadge } from './audience.tsx'
import { Talk } from './talk.tsx'

type List = UseInfiniteQueryResult<ConversationSummary[]>

function ThreadRow({ conversation, current }: { conversation: ConversationSummary; current: boolean }) {
  const { t } = useTranslation()
  const { person, waitingSince } = conversation
  return (
    <li>
      <Link
        className="item"
        to="/conversations/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(before) => before}
        aria-current={current}
        data-thread={conversation.id}
      >
        <Face name={person.name} src={person.avatar} />
        <div className="grow stack" style={{ gap: 2 }}>
          <span className="row still apart">
            <span className="strong clip">{person.name}</span>
            {conversation.waiting > 0 && (
              <span className="count">
                <span aria-hidden="true">{conversation.waiting}</span>
                <span className="hidden-but-read">{t('conversations.waiting', { count: conversation.waiting })}</span>
              </span>
            )}
          </span>
          <span className="medium clip2">{conversation.excerpt}</span>
          <span className="small quiet">
            {conversation.channel.networkLabel} · <Instant at={waitingSince ?? conversation.lastAt} ago />{' '}
            <AudienceBadge audience={conversation.audience} />
          </span>
        </div>
      </Link>
    </li>
  )
}

function Filters() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/conversations' })
  const navigate = useNavigate()
  const channels = useQuery(channelsQuery).data ?? []
  const onSearch = useCallback(
    (q: string) => void navigate({ to: '/conversations', search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  const narrow = (change: { state?: string; channelId?: string }) =>
    void navigate({ to: '/conversations', search: (before) => ({ ...before, ...change }) })
  return (
    <div className="stack" style={{ gap: 10, marginBottom: 12 }}>
      <SegmentedControl
        fullWidth
        aria-label={t('conversations.stateLabel')}
        value={search.state ?? 'open'}
        onChange={(state) => narrow({ state })}
        data={[
          { value: 'open', label: t('conversations.open') },
          { value: 'done', label: t('conversations.done') },
          { value: 'all', label: t('common.all') },
        ]}
      />
      <SearchBox label={t('conversations.search')} value={search.q ?? ''} onSearch={onSearch} />
      {channels.length > 1 && (
        <ChannelFilter value={search.channelId} onChange={(channelId) => narrow({ channelId })} />
      )}
    </div>
  )
}

/** j and k walk through the list, and on to its next page; the address follows. */
function useWalk(list: List, current: string | undefined) {
  const navigate = useNavigate()
  const go = async (step: number) => {
    let rows = list.data ?? []
    const at = rows.findIndex(({ id }) => id === current)
    if (at + step >= rows.length && list.hasNextPage) rows = (await list.fetchNextPage()).data ?? rows
    const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (!next) return
    await navigate({ to: '/conversations/$conversationId', params: { conversationId: next.id }, search: true })
    document.querySelector<HTMLElement>(`[data-thread="${next.id}"]`)?.focus()
  }
  useShortcuts({ j: () => void go(1), k: () => void go(-1) })
}

/** Back to the list on a phone; and fetching now what has come. */
function Actions({ open, refresh }: { open: boolean; refresh: ReturnType<typeof useRefresh> }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <div className="row inbox-actions">
      {open && (
        <Button
          className="back-narrow"
          variant="subtle"
          component={Link}
          to="/conversations"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('conversations.toList')}
        </Button>
      )}
      {may('answer') && (
        <Button
          className={open ? 'not-narrow' : undefined}
          size="sm"
          variant="default"
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
          leftSection={<IconRefresh size={18} aria-hidden />}
        >
          {t('conversations.refresh')}
        </Button>
      )}
    </div>
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

/** Who wrote, whoever has waited longest first. */
function ConversationList({ list, current, narrowed }: { list: List; current: string | undefined; narrowed: boolean }) {
  const { t } = useTranslation()
  const { q } = useSearch({ from: '/conversations' })
  return (
    <section className="threads" aria-label={t('conversations.list')}>
      <Filters />
      {list.isPending && <ListShape />}
      {list.data?.length === 0 && narrowed && (
        <p className="quiet">{q ? t('common.nothingFound', { q }) : t('conversations.noneHere')}</p>
      )}
      {list.data && list.data.length > 0 && (
        <ul className="list">
          {list.data.map((conversation) => (
            <ThreadRow key={conversation.id} conversation={conversation} current={conversation.id === current} />
          ))}
        </ul>
      )}
      <More list={list} />
    </section>
  )
}

/** The inbox: list, conversation, person. */
export function ConversationsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/conversations' })
  const { conversationId } = useParams({ strict: false })
  const conversations = useInfiniteQuery({ ...conversationsQuery(search), refetchInterval: 60_000 })
  const { data, error, refetch } = conversations
  useWalk(conversations, conversationId)
  const refresh = useRefresh()
  const narrowed = Boolean(search.q || search.channelId || search.state)
  return (
    <Page
      width="full"
      title={t('shell.conversations')}
      actions={<Actions open={conversationId !== undefined} refresh={refresh} />}
    >
      <ProblemNotice error={error ?? refresh.error} onRetry={() => void refetch()} />
      <div className={conversationId ? 'inbox three' : 'inbox'}>
        <ConversationList list={conversations} current={conversationId} narrowed={narrowed} />
        {conversationId && <Talk key={conversationId} id={conversationId} />}
        {!conversationId && data && (
          <div className={data.length ? 'not-narrow' : undefined}>
            <Empty type="“?”">{data.length || narrowed ? t('conversations.choose') : t('conversations.empty')}</Empty>
          </div>
        )}
      </div>
    </Page>
  )
}
