import './publish/publish.css'
import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, Channel, Delivery, DraftPost, Teaser } from '../../../src/http/api.ts'
import { readKept } from '../../base/kept.ts'
import {
  articleDraftQuery,
  articleQuery,
  channelsQuery,
  postDeliveriesQuery,
  teasersQuery,
} from '../../base/queries.ts'
import { copiedFrom } from '../../compose/begin-post.ts'
import { NoChannels } from '../../compose/no-channels.tsx'
import { PostScreen } from '../../compose/post-screen.tsx'
import { Page, useTitle } from '../../ui/page.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { shareBeginning } from './publish/share-begin.ts'

/** The article that the posts lead to, and where it is. */
function About({ article }: { article: Article }) {
  const { t } = useTranslation()
  return (
    <div className="share-about">
      <Link to="/writing/$articleId" params={{ articleId: article.id }} className="reading strong">
        {article.title || t('writing.untitled')}
      </Link>
      {article.state === 'published' ? (
        <Button
          component="a"
          href={article.permalink}
          target="_blank"
          size="xs"
          variant="subtle"
          rightSection={<IconExternalLink size={15} aria-hidden />}
        >
          {t('writing.read')}
        </Button>
      ) : (
        <span className="small quiet">
          {article.publishAt ? (
            <>
              {t('writing.state.scheduled')} <Instant at={article.publishAt} />
            </>
          ) : (
            t('posts.notPublishedYet')
          )}
        </span>
      )}
    </div>
  )
}

/** With what it begins is decided once: a channel that is connected meanwhile is among the faces. */
function Share({
  article,
  channels,
  teasers,
  draft,
  again,
}: {
  article: Article
  channels: Channel[]
  teasers: Teaser[]
  /** What somebody began on the server. */
  draft: DraftPost | null | undefined
  /** What an earlier post of it said, to be written again. */
  again: readonly Delivery[] | undefined
}) {
  const { t } = useTranslation()
  const [beginning] = useState(() => {
    const began = shareBeginning(article.id, {
      channels,
      teasers,
      draft,
      last: readKept<string[]>('channels-last') ?? [],
      at: article.state === 'scheduled' ? (article.publishAt ?? undefined) : undefined,
    })
    if (!again?.length) return began
    const key = `${began.key}:${again[0]?.postId}`
    return { key, onlyHere: true, start: copiedFrom(again, new Date()) }
  })
  return (
    <PostScreen
      beginning={beginning}
      channels={channels}
      articleId={article.id}
      title={t('posts.tellTitle')}
      about={<About article={article} />}
    />
  )
}

/** The posts of an article: suggested words for every channel, to change and to send with it or after it. */
export function TeasersPage() {
  const { t } = useTranslation()
  const { articleId } = useParams({ from: '/writing/$articleId/teasers' })
  const article = useQuery(articleQuery(articleId))
  const channels = useQuery(channelsQuery)
  const teasers = useQuery(teasersQuery(articleId))
  const draft = useQuery(articleDraftQuery(articleId))
  const { post } = useSearch({ from: '/writing/$articleId/teasers' })
  const again = useQuery({ ...postDeliveriesQuery(post ?? ''), enabled: Boolean(post) })
  const error = article.error ?? channels.error ?? teasers.error ?? again.error
  const live = useMemo(() => channels.data?.filter(({ removedAt }) => removedAt === null), [channels.data])
  useTitle(t('posts.tellTitle'))
  if (article.data && live?.length && teasers.data && !draft.isLoading && (!post || again.data))
    return (
      <Share
        key={post}
        article={article.data}
        channels={live}
        teasers={teasers.data}
        draft={draft.data}
        again={again.data}
      />
    )
  return (
    <Page
      terms={['post for the article', 'finding', 'check']}
      title={t('posts.tellTitle')}
      lead={live?.length === 0 && article.data && t('posts.tellLead', { title: article.data.title })}
    >
      <ProblemNotice
        error={error}
        onRetry={() => {
          void article.refetch()
          void channels.refetch()
          void teasers.refetch()
        }}
      />
      {!error && live?.length !== 0 && <ListShape />}
      {live?.length === 0 && <NoChannels />}
    </Page>
  )
}
