import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { channelsQuery, deliveriesQuery, draftsQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { DeliveryRow } from '../../deliveries/delivery-row.tsx'
import { StateFilter } from '../../deliveries/state-filter.tsx'
import { YourTurn } from '../../deliveries/your-turn.tsx'
import { ChannelFilter } from '../../ui/channel-filter.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape } from '../../ui/parts.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { DecideMany } from './decide-many.tsx'

/** Narrows the list, in the address. */
function Filters() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/posts' })
  const navigate = useNavigate()
  const onSearch = useCallback(
    (q: string) => void navigate({ to: '/posts', search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  const narrow = (change: { state?: string; channelId?: string }) =>
    void navigate({ to: '/posts', search: (before) => ({ ...before, ...change }) })
  return (
    <div className="filters">
      <SearchBox label={t('posts.search')} value={search.q ?? ''} onSearch={onSearch} />
      <StateFilter value={search.state} onChange={(state) => narrow({ state })} />
      <ChannelFilter value={search.channelId} onChange={(channelId) => narrow({ channelId })} />
    </div>
  )
}

/** To what is kept for later, and to the composer. */
function Actions() {
  const { t } = useTranslation()
  const may = useMay()
  const drafts = useInfiniteQuery({ ...draftsQuery, select: ({ pages }) => pages[0]?.total ?? 0 }).data ?? 0
  return (
    <>
      {drafts > 0 && (
        <Button component={Link} to="/posts/drafts" variant="default">
          {t('posts.draftsCount', { count: drafts })}
        </Button>
      )}
      {may('send') && (
        <Button component={Link} to="/posts/new" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('posts.new')}
        </Button>
      )}
    </>
  )
}

/** The room's other pages. */
function Elsewhere() {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <nav className="elsewhere" aria-label={t('posts.elsewhere')}>
      <Link to="/posts/calendar" className="not-wide-rail">
        {t('calendar.title')}
      </Link>
      <Link to="/posts/automatic">{t('automatic.page')}</Link>
      <Link to="/posts/repeats" className="not-wide-rail">
        {t('repeat.page')}
      </Link>
      {may('import') && <Link to="/posts/import">{t('import.page')}</Link>}
    </nav>
  )
}

/** The Posts room: every delivery and how it stands. */
export function PostsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/posts' })
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(search), refetchInterval: 15_000 })
  const byHand = useInfiniteQuery({
    ...deliveriesQuery({ ...search, state: 'by-hand' }),
    enabled: !search.state,
    refetchInterval: 15_000,
  })
  const channels = useQuery(channelsQuery)
  // Above the list, and in its rows: nothing is drawn that these would move.
  const waits = channels.isPending || (!search.state && byHand.isPending)
  // Before all others already.
  const first = search.state ? [] : (byHand.data ?? [])
  const above = new Set(first.map(({ id }) => id))
  const narrowed = Boolean(search.q || search.state || search.channelId || search.articleId)
  const bare = deliveries.data?.length === 0 && !narrowed
  const none = narrowed ? (
    <p className="quiet">{search.q ? t('common.nothingFound', { q: search.q }) : t('posts.noneHere')}</p>
  ) : (
    <Empty type="→" action={<Actions />}>
      {t('posts.empty')}
    </Empty>
  )
  return (
    <Page
      title={t('shell.posts')}
      terms={['post', 'post by hand', 'take back', 'retract', 'correct', 'missed', 'not certain']}
      actions={bare ? undefined : <Actions />}
    >
      <div className="stack">
        {!bare && <Filters />}
        <Elsewhere />
        {search.articleId && (
          <p className="medium">
            {t('posts.onlyArticle')} <Link to="/posts">{t('posts.showAll')}</Link>
          </p>
        )}
        {waits && <ListShape />}
        {!waits && <YourTurn deliveries={first} />}
        {!waits && deliveries.data && <DecideMany deliveries={deliveries.data} />}
        {!waits && (
          <Rows
            list={deliveries}
            none={none}
            row={(delivery) => !above.has(delivery.id) && <DeliveryRow key={delivery.id} delivery={delivery} />}
          />
        )}
      </div>
    </Page>
  )
}
