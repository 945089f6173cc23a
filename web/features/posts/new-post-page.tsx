import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, DraftPost } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, draftQuery, refreshTopic } from '../../base/queries.ts'
import { workspaceHere } from '../../base/workspace.ts'
import { blockedBy } from '../../compose/blocked.ts'
import { Composer, type Draft } from '../../compose/composer.tsx'
import { SendBar } from '../../compose/send-bar.tsx'
import { useDrafts } from '../../compose/use-drafts.ts'
import { Page } from '../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type Composing = ReturnType<typeof useDrafts>

/** What is written on each channel, from the draft that was kept or from nothing; sent, the draft is gone. */
function useComposing(channels: readonly Channel[], draft: DraftPost | undefined): Composing {
  const navigate = useNavigate()
  const start = useMemo(
    () =>
      channels.map(
        ({ id }, index) => written(draft, id) ?? { channelId: id, text: '', on: index === 0 && !draft, pictures: [] },
      ),
    [channels, draft],
  )
  return useDrafts({
    key: `post:${draft?.id ?? `new:${workspaceHere() ?? ''}`}`,
    start,
    draftId: draft?.id,
    onSent: () => navigate({ to: '/posts', search: {} }),
  })
}

/** For a channel that has no words yet: those of another one that has. */
function StartFrom({
  draft,
  channels,
  composing,
}: {
  draft: Draft
  channels: readonly Channel[]
  composing: Composing
}) {
  const { t } = useTranslation()
  const other = composing.chosen.find(({ channelId, text }) => channelId !== draft.channelId && text.trim())
  if (!other || draft.text.trim()) return null
  const channel = channels.find(({ id }) => id === other.channelId)?.networkLabel ?? ''
  return (
    <div>
      <Button size="xs" variant="subtle" onClick={() => composing.change(startedFrom(draft, other))}>
        {t('posts.startFrom', { channel })}
      </Button>
    </div>
  )
}

function NewPost({ channels, draft }: { channels: Channel[]; draft: DraftPost | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const composing = useComposing(channels, draft)
  const keep = useKeepDraft(draft, composing)
  const toRepeats = () => {
    composing.forget()
    void navigate({ to: '/posts/repeats' })
  }
  return (
    <>
      {composing.drafts.map((one) => {
        const channel = channels.find(({ id }) => id === one.channelId)
        if (!channel) return null
        return (
          <Composer
            key={channel.id}
            channel={channel}
            draft={one}
            alsoTo={composing.alsoTo(channel.id)}
            onChange={composing.change}
            onPreview={composing.onPreview}
            extra={<StartFrom draft={one} channels={channels} composing={composing} />}
          />
        )
      })}
      <SendBar
        texts={composing.texts}
        {...(draft && { draftId: draft.id })}
        blocked={blockedBy(composing.failing, channels, t)}
        busy={composing.send.isPending}
        error={composing.send.error ?? keep.error}
        onKeep={() => keep.mutate()}
        onSend={(leaving) => composing.send.mutate(leaving)}
        onRepeated={toRepeats}
      />
    </>
  )
}

/** The words of another channel, read as they are read there. */
function startedFrom(draft: Draft, other: Draft): Draft {
  const { markdown } = other.content ?? {}
  return { ...draft, text: other.text, ...(markdown ? { content: { ...draft.content, markdown } } : {}) }
}

/** What a kept draft says on a channel. */
function written(draft: DraftPost | undefined, channelId: string): Draft | undefined {
  return (draft?.body.channels as Record<string, Draft> | undefined)?.[channelId]
}

/** Keeps what was written on the server, where others of the brand find it. */
function useKeepDraft(draft: DraftPost | undefined, composing: Composing) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => {
      const body = { channels: Object.fromEntries(composing.drafts.map((one) => [one.channelId, one])) }
      return draft
        ? ask<DraftPost>(`/api/drafts/${draft.id}`, { method: 'PUT', body: { base: draft.version, body } })
        : ask<DraftPost>('/api/drafts', { method: 'POST', body: { body } })
    },
    onSuccess: async () => {
      composing.forget()
      toast(t('posts.draftKept'))
      await refreshTopic('deliveries')
      await navigate({ to: '/posts/drafts' })
    },
  })
}

/** A post of its own, without an article. */
export function NewPostPage() {
  const { t } = useTranslation()
  const { draft: draftId } = useSearch({ from: '/posts/new' })
  const channels = useQuery(channelsQuery)
  const draft = useQuery({ ...draftQuery(draftId ?? ''), enabled: Boolean(draftId) })
  const live = useMemo(() => channels.data?.filter(({ removedAt }) => removedAt === null), [channels.data])
  return (
    <Page width="full" title={t('posts.new')} lead={t('posts.newLead')}>
      <ProblemNotice error={channels.error ?? draft.error} onRetry={() => void channels.refetch()} />
      {(channels.isPending || draft.isLoading) && <ListShape />}
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
      {live && live.length > 0 && (!draftId || draft.data) && (
        <NewPost key={draft.data?.version ?? 0} channels={live} draft={draft.data} />
      )}
    </Page>
  )
}
