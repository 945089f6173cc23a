import { Button, NativeSelect } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { channelsQuery, deliveriesQuery, draftsQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { DeliveryRow } from '../../deliveries/delivery-row.tsx'
import { deliveryStates } from '../../deliveries/delivery-state.ts'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { DecideMany } from './decide-many.tsx'
import { PostsTabs } from './posts-tabs.tsx'

function Filters() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/posts' })
  const navigate = useNavigate()
  const channels = useQuery(channelsQuery).data ?? []
  const onSearch = useCallback(
    (q: string) => void navigate({ to: '/posts', search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  return (
    <div className="filters">
      <SearchBox label={t('posts.search')} value={search.q ?? ''} onSearch={onSearch} />
      <NativeSelect
        aria-label={t('posts.stateLabel')}
        value={search.state ?? ''}
        onChange={({ currentTarget: { value: state } }) =>
          void navigate({ to: '/posts', search: (before) => ({ ...before, state }) })
        }
        data={[
          { value: '', label: t('posts.allStates') },
          ...deliveryStates.map((state) => ({ value: state, label: t(`posts.state.${state}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('posts.channelLabel')}
        value={search.channelId ?? ''}
        onChange={({ currentTarget: { value: channelId } }) =>
          void navigate({ to: '/posts', search: (before) => ({ ...before, channelId }) })
        }
        data={[
          { value: '', label: t('posts.allChannels') },
          ...channels.map(({ id, networkLabel, handle }) => ({ value: id, label: `${networkLabel} ${handle}` })),
        ]}
      />
    </div>
  )
}

/** The Posts room: every delivery and how it stands. */
export function PostsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const search = useSearch({ from: '/posts' })
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(search), refetchInterval: 15_000 })
  const narrowed = Boolean(search.q || search.state || search.channelId || search.articleId)
  const none = deliveries.data?.length === 0
  const drafts = useInfiniteQuery({ ...draftsQuery, select: ({ pages }) => pages[0]?.total ?? 0 }).data ?? 0
  const button = (
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
  return (
    <Page title={t('shell.posts')} actions={none && !narrowed ? undefined : button}>
      <div className="stack">
        <PostsTabs />
        {(!none || narrowed) && <Filters />}
        <p className="medium">
          <Link to="/posts/automatic">{t('automatic.page')}</Link> · <Link to="/posts/repeats">{t('repeat.page')}</Link>
          {may('import') && (
            <>
              {' '}
              · <Link to="/posts/import">{t('import.page')}</Link>
            </>
          )}
        </p>
        {search.articleId && (
          <p className="medium">
            {t('posts.onlyArticle')} <Link to="/posts">{t('posts.showAll')}</Link>
          </p>
        )}
        <ProblemNotice error={deliveries.error} onRetry={() => void deliveries.refetch()} />
        {deliveries.isPending && <ListShape />}
        {none && narrowed && (
          <p className="quiet">{search.q ? t('common.nothingFound', { q: search.q }) : t('posts.noneHere')}</p>
        )}
        {none && !narrowed && (
          <Empty type="→" action={button}>
            {t('posts.empty')}
          </Empty>
        )}
        {deliveries.data && <DecideMany deliveries={deliveries.data} />}
        {deliveries.data && deliveries.data.length > 0 && (
          <ul className="list">
            {deliveries.data.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} />
            ))}
          </ul>
        )}
        <More list={deliveries} />
      </div>
    </Page>
  )
}
