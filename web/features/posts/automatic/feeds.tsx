import { Button, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feed, FeedItem, FeedLooked } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { feedItemsQuery, feedsQuery, refreshTopic } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { ChannelChoice } from '../../../compose/channel-choice.tsx'
import { KeepIdea } from '../../../compose/keep-idea.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ForeignLink } from '../../../ui/foreign-link.tsx'
import { More } from '../../../ui/more.tsx'
import { Badge, Instant, ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { SetAsideLine } from '../../../ui/set-aside.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { ReviewChoice } from './review-choice.tsx'
import { SourceLine, SourceTools } from './source-tools.tsx'
import { Sources } from './sources.tsx'

/** What stands at an address: shown before it is added. */
function Looked({ looked }: { looked: FeedLooked }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight" role="status">
      <p className="medium strong">{looked.title}</p>
      <p className="small quiet">{t('automatic.oldStays')}</p>
      <ul className="plain">
        {looked.items.map(({ url, title }) => (
          <li key={url} className="medium clip">
            {title || url}
          </li>
        ))}
      </ul>
    </div>
  )
}

function AddFeed({ onDone }: { onDone(): void }) {
  const { t } = useTranslation()
  const [url, setUrl] = useState('')
  const [channelIds, setChannelIds] = useState<string[]>([])
  const [review, setReview] = useState(true)
  const look = useMutation({
    mutationFn: () => ask<FeedLooked>('/api/feeds/look', { method: 'POST', body: { url } }),
  })
  const add = useMutation({
    mutationFn: (address: string) =>
      ask('/api/feeds', { method: 'POST', body: { url: address, channelIds, review, state: 'active' } }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () => {
      toast(t('automatic.feedAdded'))
      onDone()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (look.data) add.mutate(look.data.url)
        else look.mutate()
      }}
    >
      <TextInput
        label={t('automatic.address')}
        description={t('automatic.addressHint')}
        placeholder={t('automatic.feedSample')}
        inputMode="url"
        value={url}
        data-autofocus
        onChange={(event) => {
          setUrl(event.currentTarget.value)
          look.reset()
        }}
      />
      <ProblemNotice error={look.error ?? add.error} />
      {look.data && (
        <>
          <Looked looked={look.data} />
          <ChannelChoice value={channelIds} onChange={setChannelIds} />
          <ReviewChoice value={review} onChange={setReview} />
        </>
      )}
      <div>
        <Button
          type="submit"
          loading={look.isPending || add.isPending}
          disabled={!url.trim() || (look.data !== undefined && channelIds.length === 0)}
        >
          {look.data ? t('automatic.addFeed') : t('automatic.look')}
        </Button>
      </div>
    </form>
  )
}

function ChangeFeed({ feed, onDone }: { feed: Feed; onDone(): void }) {
  const { t } = useTranslation()
  const [channelIds, setChannelIds] = useState(feed.channelIds)
  const [review, setReview] = useState(feed.review)
  const save = useMutation({
    mutationFn: () => ask(`/api/feeds/${feed.id}`, { method: 'PUT', body: { channelIds, review, state: feed.state } }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: onDone,
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <ChannelChoice value={channelIds} onChange={setChannelIds} />
      <ReviewChoice value={review} onChange={setReview} />
      <ProblemNotice error={save.error} />
      <div>
        <Button type="submit" loading={save.isPending} disabled={channelIds.length === 0}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function ItemRow({ feed, item }: { feed: Feed; item: FeedItem }) {
  const { t } = useTranslation()
  const may = useMay()
  const prepare = useMutation({
    mutationFn: () => ask(`/api/feeds/${feed.id}/items`, { method: 'POST', body: { guid: item.guid } }),
    onSettled: () => refreshTopic('deliveries'),
  })
  return (
    <li>
      <div className="item">
        <span className="grow stack" style={{ gap: 2 }}>
          <ForeignLink href={item.url} words={item.title} />
          {item.publishedAt && (
            <span className="small quiet">
              <Instant at={item.publishedAt} />
            </span>
          )}
          <ProblemNotice error={prepare.error} />
        </span>
        {may('write') && <KeepIdea title={item.title} url={item.url} />}
        {item.proposal ? (
          <Badge tone={item.proposal === 'review' ? 'needs' : 'plain'}>{t(`automatic.item.${item.proposal}`)}</Badge>
        ) : (
          may('write') && (
            <Button size="xs" variant="default" loading={prepare.isPending} onClick={() => prepare.mutate()}>
              {t('automatic.prepare')}
            </Button>
          )
        )}
      </div>
    </li>
  )
}

/** What stands in a feed: from what was there before, teasers are made only on a person's word. */
function Items({ feed }: { feed: Feed }) {
  const items = useInfiniteQuery(feedItemsQuery(feed.id))
  return (
    <>
      <ProblemNotice error={items.error} onRetry={() => void items.refetch()} />
      {items.isPending && <ListShape rows={3} />}
      <ul className="list">
        {items.data?.map((item) => (
          <ItemRow key={item.guid} feed={feed} item={item} />
        ))}
      </ul>
      <More list={items} />
    </>
  )
}

/** Pauses a feed, lets it go on, or removes it, which can be taken back. */
function useFeedAct({ id, url, channelIds, review, state }: Feed) {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: (what: Feed['state'] | 'remove') =>
      what === 'remove'
        ? ask(`/api/feeds/${id}`, { method: 'DELETE' })
        : ask(`/api/feeds/${id}`, { method: 'PUT', body: { channelIds, review, state: what } }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: (_, what) => {
      if (what !== 'remove') return
      const again = { url, channelIds, review, state }
      toast(t('automatic.feedRemoved'), {
        undo: () => void ask('/api/feeds', { method: 'POST', body: again }).then(() => refreshTopic('deliveries')),
      })
    },
  })
}

/** Its name and address, how it does, and what went wrong. */
function About({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <>
      <p>
        <span className="strong">{feed.title}</span>{' '}
        <a className="small" href={feed.url} target="_blank" rel="noreferrer">
          {feed.url.replace(/^https?:\/\//, '')}
        </a>
      </p>
      <p className="row small quiet" style={{ gap: '4px 12px' }}>
        <SourceLine {...feed} />
        {feed.readAt && (
          <span>
            {t('automatic.lastRead')} <Instant at={feed.readAt} />
          </span>
        )}
      </p>
      {feed.problem && <Notice tone="needs">{say(feed.problem)}</Notice>}
      <SetAsideLine id={feed.id} />
    </>
  )
}

function FeedRow({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'change' | 'items' | undefined>()
  const act = useFeedAct(feed)
  const close = () => setOpen(undefined)
  return (
    <li>
      <article className="item" aria-label={feed.title}>
        <div className="grow stack" style={{ gap: 8 }}>
          <About feed={feed} />
          <ProblemNotice error={act.error} />
          <div className="row tight">
            <Button size="xs" variant="default" onClick={() => setOpen('items')}>
              {t('automatic.showItems')}
            </Button>
            <SourceTools
              state={feed.state}
              pausing={act.isPending}
              removing={act.isPending}
              onChange={() => setOpen('change')}
              onState={act.mutate}
              onRemove={() => act.mutate('remove')}
            />
          </div>
        </div>
      </article>
      <Dialog opened={open !== undefined} onClose={close} title={feed.title} size="lg">
        {open === 'change' && <ChangeFeed feed={feed} onDone={close} />}
        {open === 'items' && <Items feed={feed} />}
      </Dialog>
    </li>
  )
}

/** Feeds of one's own. */
export function Feeds() {
  const { t } = useTranslation()
  return (
    <Sources
      title={t('automatic.feeds')}
      addLabel={t('automatic.addFeed')}
      empty={t('automatic.noFeeds')}
      query={useQuery(feedsQuery)}
      row={(feed) => <FeedRow key={feed.id} feed={feed} />}
      adding={(onDone) => <AddFeed onDone={onDone} />}
    />
  )
}
