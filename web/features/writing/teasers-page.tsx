import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, Channel, Teaser } from '../../../src/http/api.ts'
import { articleQuery, channelsQuery, teasersQuery } from '../../base/queries.ts'
import { blockedBy } from '../../compose/blocked.ts'
import { Composer, type Draft } from '../../compose/composer.tsx'
import { SendBar } from '../../compose/send-bar.tsx'
import { useDrafts } from '../../compose/use-drafts.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, Notice, ProblemNotice } from '../../ui/parts.tsx'

function Teasers({ article, channels, teasers }: { article: Article; channels: Channel[]; teasers: Teaser[] }) {
  const { t } = useTranslation()
  // A channel that is connected meanwhile comes along; what one has begun with on the others stays.
  const begun = useRef(new Map<string, Draft>())
  const start = teasers.map(({ channelId, text }) => {
    const draft = begun.current.get(channelId) ?? { channelId, text, on: true, pictures: [] }
    begun.current.set(channelId, draft)
    return draft
  })
  const navigate = useNavigate()
  const composing = useDrafts({
    key: `teasers:${article.id}`,
    start,
    articleId: article.id,
    onSent: () => navigate({ to: '/posts', search: { articleId: article.id } }),
  })
  const toRepeats = () => {
    composing.forget()
    void navigate({ to: '/posts/repeats' })
  }
  return (
    <>
      {composing.drafts.map((draft) => {
        const channel = channels.find(({ id }) => id === draft.channelId)
        const teaser = teasers.find(({ channelId }) => channelId === draft.channelId)
        if (!channel || !teaser) return null
        return (
          <Composer
            key={channel.id}
            channel={channel}
            draft={draft}
            {...(draft.text === teaser.text && { first: teaser })}
            articleId={article.id}
            alsoTo={composing.alsoTo(channel.id)}
            onChange={composing.change}
            onPreview={composing.onPreview}
            extra={
              draft.text !== teaser.text && (
                <div>
                  <Button size="xs" variant="subtle" onClick={() => composing.change({ ...draft, text: teaser.text })}>
                    {t('posts.backToProposal')}
                  </Button>
                </div>
              )
            }
          />
        )
      })}
      <SendBar
        texts={composing.texts}
        articleId={article.id}
        blocked={blockedBy(composing.failing, channels, t)}
        busy={composing.send.isPending}
        error={composing.send.error}
        onSend={(leaving) => composing.send.mutate(leaving)}
        onRepeated={toRepeats}
      />
    </>
  )
}

/** After publishing: a proposed teaser for each channel, to change and to send. */
export function TeasersPage() {
  const { t } = useTranslation()
  const { articleId } = useParams({ from: '/writing/$articleId/teasers' })
  const article = useQuery(articleQuery(articleId))
  const channels = useQuery(channelsQuery)
  const teasers = useQuery(teasersQuery(articleId))
  const error = article.error ?? channels.error ?? teasers.error
  const live = channels.data?.filter((channel) => channel.removedAt === null)
  return (
    <Page
      width="full"
      title={t('posts.tellTitle')}
      lead={article.data ? t('posts.tellLead', { title: article.data.title }) : ''}
      actions={
        article.data?.state === 'published' && (
          <Button
            component="a"
            href={article.data.permalink}
            target="_blank"
            variant="default"
            leftSection={<IconExternalLink size={18} aria-hidden />}
          >
            {t('writing.read')}
          </Button>
        )
      }
    >
      <ProblemNotice
        error={error}
        onRetry={() => {
          void article.refetch()
          void channels.refetch()
          void teasers.refetch()
        }}
      />
      {article.data && article.data.state !== 'published' && (
        <Notice tone="waiting">{t('posts.notPublishedYet')}</Notice>
      )}
      {!error && !(article.data && live && teasers.data) && <ListShape />}
      {live?.length === 0 && (
        <Empty
          type="“ ”"
          action={
            <Button component={Link} to="/settings/channels/new">
              {t('channels.connect')}
            </Button>
          }
        >
          {t('posts.noChannels')}
        </Empty>
      )}
      {article.data && live && live.length > 0 && teasers.data && (
        <Teasers article={article.data} channels={live} teasers={teasers.data} />
      )}
    </Page>
  )
}
