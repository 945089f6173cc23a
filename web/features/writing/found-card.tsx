import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleFound, Channel } from '../../../src/http/api.ts'
import { channelsQuery, teasersQuery } from '../../base/queries.ts'
import { channelNames } from '../../compose/channel-names.ts'
import { ChannelPreview } from '../../compose/channel-preview.tsx'
import { PartCard } from '../../compose/part-preview.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** A post that leads to the article, as each connected channel would show it; without a channel, its card alone. */
export function Card({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const channels = useQuery(channelsQuery)
  const live = channels.data?.filter(({ removedAt }) => removedAt === null)
  return (
    <section className="stack tight" aria-labelledby="found-card">
      <h3 id="found-card">{t('found.card')}</h3>
      <ProblemNotice error={channels.error} onRetry={() => void channels.refetch()} />
      {live &&
        (live.length ? <OnChannels id={article.id} channels={live} /> : <Plain article={article} found={found} />)}
    </section>
  )
}

function Plain({ article, found }: { article: Article; found: ArticleFound }) {
  const { t } = useTranslation()
  const { canonical: url, card: image, description } = found
  const title = article.title || t('writing.untitled')
  return (
    <>
      <PartCard card={{ url, title, description, ...(image && { image }) }} />
      {!image && <p className="small quiet">{t('found.cardLater')}</p>}
    </>
  )
}

/** One at a time: what a channel gets is long. */
function OnChannels({ id, channels }: { id: string; channels: readonly Channel[] }) {
  const { t } = useTranslation()
  const posts = useQuery(teasersQuery(id))
  const names = channelNames(channels)
  const [chosen, choose] = useState(channels[0]?.id)
  const channel = channels.find((one) => one.id === chosen) ?? channels[0]
  if (!channel) return null
  return (
    <>
      <ProblemNotice error={posts.error} onRetry={() => void posts.refetch()} />
      {channels.length > 1 && (
        <NativeSelect
          aria-label={t('found.cardOn')}
          value={channel.id}
          data={channels.map((one) => ({ value: one.id, label: names.get(one.id) ?? one.networkLabel }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      {posts.isPending && <ListShape rows={3} />}
      {posts.data && (
        <ChannelPreview
          channel={channel}
          name={names.get(channel.id) ?? channel.networkLabel}
          preview={posts.data.find(({ channelId }) => channelId === channel.id)}
        />
      )}
      <p className="small quiet">{t('found.cardMeans')}</p>
    </>
  )
}
