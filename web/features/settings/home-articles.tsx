import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Channel, RemoteArticles } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { ForeignLink } from '../../ui/foreign-link.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type RemoteArticle = RemoteArticles['articles'][number]

function ArticleRow({ channel, article }: { channel: Channel; article: RemoteArticle }) {
  const { t } = useTranslation()
  const may = useMay()
  const prepare = useMutation({
    mutationFn: () => {
      const { publishedAt: _at, ...body } = article
      return ask(`/api/channels/${channel.id}/articles`, { method: 'POST', body })
    },
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () => toast(t('channels.prepared')),
  })
  return (
    <li>
      <div className="item">
        <span className="grow stack" style={{ gap: 2 }}>
          <ForeignLink href={article.permalink} words={article.title} />
          <span className="small quiet">
            <Instant at={article.publishedAt} />
          </span>
          <ProblemNotice error={prepare.error} />
        </span>
        {may('write') && (
          <Button
            size="xs"
            variant="default"
            loading={prepare.isPending}
            disabled={prepare.isSuccess}
            onClick={() => prepare.mutate()}
          >
            {t('automatic.prepare')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** What is on a connected blog: posts for it can be made from here. */
export function ArticlesOf({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const pages = useInfiniteQuery({
    queryKey: ['channels', channel.id, 'articles'],
    queryFn: ({ pageParam, signal }) =>
      ask<RemoteArticles>(`/api/channels/${channel.id}/articles?${new URLSearchParams({ cursor: pageParam })}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.cursor ?? undefined,
  })
  const articles = pages.data?.pages.flatMap((page) => page.articles) ?? []
  return (
    <div className="stack">
      <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />
      {pages.isPending && <ListShape rows={4} />}
      {pages.data && articles.length === 0 && <p className="quiet">{t('channels.noArticles')}</p>}
      <ul className="list">
        {articles.map((article) => (
          <ArticleRow key={article.remoteId} channel={channel} article={article} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div>
          <Button
            size="xs"
            variant="subtle"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('channels.olderArticles')}
          </Button>
        </div>
      )}
    </div>
  )
}
