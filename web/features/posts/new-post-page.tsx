import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { readKept } from '../../base/kept.ts'
import { channelsQuery, draftQuery, postDeliveriesQuery } from '../../base/queries.ts'
import { useNow, useTimes } from '../../base/session.tsx'
import { workspaceHere } from '../../base/workspace.ts'
import { beginPost, type Opened } from '../../compose/begin-post.ts'
import { NoChannels } from '../../compose/no-channels.tsx'
import { PostScreen } from '../../compose/post-screen.tsx'
import { Page, useTitle } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** With what it begins is decided once: what others save, or a clock that goes on, changes nothing of what is being written. */
function Writing({ channels, opened }: { channels: readonly Channel[]; opened: Opened }) {
  const { t } = useTranslation()
  const opening = useSearch({ from: '/posts/new' })
  const { timeZone } = useTimes()
  const now = useNow()
  const [beginning] = useState(() =>
    beginPost(opening, opened, {
      channels,
      workspace: workspaceHere() ?? '',
      timeZone,
      now,
      last: readKept<string[]>('channels-last') ?? [],
    }),
  )
  return <PostScreen beginning={beginning} channels={channels} title={t('posts.new')} />
}

/** A post of its own, without an article. What it is opened with stands in its address (base/opening.ts). */
export function NewPostPage() {
  const { t } = useTranslation()
  const { draft: draftId, post: postId } = useSearch({ from: '/posts/new' })
  const channels = useQuery(channelsQuery)
  const draft = useQuery({ ...draftQuery(draftId ?? ''), enabled: Boolean(draftId) })
  const deliveries = useQuery({ ...postDeliveriesQuery(postId ?? ''), enabled: Boolean(postId) && !draftId })
  const live = useMemo(() => channels.data?.filter(({ removedAt }) => removedAt === null), [channels.data])
  useTitle(t('posts.new'))
  const articleId = draft.data?.articleId
  const waits = channels.isPending || draft.isLoading || deliveries.isLoading
  const error = channels.error ?? draft.error ?? deliveries.error
  const begun = (!draftId || draft.data) && (!postId || draftId || deliveries.data)
  // The posts of an article are written on its own page.
  if (articleId) return <Navigate to="/writing/$articleId/teasers" params={{ articleId }} search={{}} replace />
  if (live && live.length > 0 && begun)
    return (
      <Writing
        key={`${draftId} ${postId}`}
        channels={live}
        opened={{ draft: draft.data, deliveries: deliveries.data }}
      />
    )
  return (
    <Page width="full" title={t('posts.new')} lead={t('posts.newLead')}>
      <ProblemNotice error={error} onRetry={() => void channels.refetch()} />
      {waits && <ListShape />}
      {live?.length === 0 && <NoChannels />}
    </Page>
  )
}
