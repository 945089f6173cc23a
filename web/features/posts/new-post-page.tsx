import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src/http/api.ts'
import { channelsQuery } from '../../app/queries.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { Composer } from './composer.tsx'
import { SendBar } from './send-bar.tsx'
import { useDrafts } from './use-drafts.ts'

function NewPost({ channels }: { channels: Channel[] }) {
  const { t } = useTranslation()
  const start = useMemo(
    () => channels.map(({ id }, index) => ({ channelId: id, text: '', on: index === 0, pictures: [] })),
    [channels],
  )
  const desk = useDrafts('post:new', start)
  const nameOf = (id: string) => channels.find((channel) => channel.id === id)?.networkLabel ?? ''
  const blocked = desk.failing.length
    ? t('posts.blocked', { channels: desk.failing.map(({ channelId }) => nameOf(channelId)).join(', ') })
    : ''
  return (
    <>
      {desk.drafts.map((draft) => {
        const channel = channels.find(({ id }) => id === draft.channelId)
        const other = desk.chosen.find(({ channelId, text }) => channelId !== draft.channelId && text.trim())
        if (!channel) return null
        return (
          <Composer
            key={channel.id}
            channel={channel}
            draft={draft}
            alsoTo={desk.alsoTo(channel.id)}
            onChange={desk.change}
            onPreview={desk.onPreview}
            extra={
              !draft.text.trim() &&
              other && (
                <div>
                  <Button size="xs" variant="subtle" onClick={() => desk.change({ ...draft, text: other.text })}>
                    {t('posts.startFrom', { channel: nameOf(other.channelId) })}
                  </Button>
                </div>
              )
            }
          />
        )
      })}
      <SendBar
        texts={desk.texts}
        blocked={blocked}
        busy={desk.send.isPending}
        error={desk.send.error}
        onSend={(leaving) => desk.send.mutate(leaving)}
        onRepeated={desk.repeated}
      />
    </>
  )
}

/** A post of its own, without an article. */
export function NewPostPage() {
  const { t } = useTranslation()
  const channels = useQuery(channelsQuery)
  const live = useMemo(() => channels.data?.filter(({ removedAt }) => removedAt === null), [channels.data])
  return (
    <Page wide title={t('posts.new')} lead={t('posts.newLead')}>
      <ProblemNotice error={channels.error} onRetry={() => void channels.refetch()} />
      {channels.isPending && <ListShape />}
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
      {live && live.length > 0 && <NewPost channels={live} />}
    </Page>
  )
}
