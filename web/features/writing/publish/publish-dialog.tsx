import './publish.css'
import { Button, Checkbox } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, ArticleKind } from '../../../../src/http/api.ts'
import { useHomeChannels } from '../../../base/home-channels.ts'
import { readKept, writeKept } from '../../../base/kept.ts'
import { articleDraftQuery, channelsQuery, deliveriesQuery, teasersQuery } from '../../../base/queries.ts'
import { useMay, useTimes } from '../../../base/session.tsx'
import { useStore } from '../../../base/store.ts'
import { missingIn } from '../../../compose/leaving.ts'
import { PartCard } from '../../../compose/part-preview.tsx'
import { type PostWriter, usePostWriter } from '../../../compose/use-post-writer.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { AddressToBe } from '../article-address.tsx'
import { useKindWords } from '../article-kind.tsx'
import type { Saver } from '../saver.ts'
import { ArticleNotes, useFindings } from './article-notes.tsx'
import { PublishButton } from './publish-button.tsx'
import { shareBeginning } from './share-begin.ts'
import { SharePart } from './share-part.tsx'
import { SharePreviews } from './share-previews.tsx'
import { dueOf, type Timing } from './timing.ts'
import { usePublish } from './use-publish.ts'
import { useWhen } from './use-when.ts'
import { WhenChoice } from './when-choice.tsx'
import { WhereChoice } from './where-choice.tsx'

interface PublishProps {
  article: Article
  saver: Saver
  onSaved(article: Article): void
  onClose(): void
}

/** On which blogs: instead of the built-in one, or besides it. */
function useWhere(article: Article) {
  const { blogs, pending } = useHomeChannels()
  const [instead, setInstead] = useState(article.homeChannelId ?? '')
  const [besides, setBesides] = useState<string[]>([])
  return {
    pending,
    blogs,
    choice: { blogs, instead, besides, onInstead: setInstead, onBesides: setBesides },
    /** Nothing where there is nothing to choose from. */
    homes: blogs.length ? { homes: { instead: instead || null, besides: instead ? [] : besides } } : {},
  }
}

/** What can be shared, and where: nothing for who may not send, and for changes of what is out already. */
function useShareable(article: Article) {
  const may = useMay()
  const asked = may('send') && !article.changed
  const channels = useQuery({ ...channelsQuery, enabled: asked })
  const teasers = useQuery({ ...teasersQuery(article.id), enabled: asked, staleTime: 0, gcTime: 0 })
  const draft = useQuery({ ...articleDraftQuery(article.id), enabled: asked })
  const planned = useInfiniteQuery({
    ...deliveriesQuery({ articleId: article.id, state: 'scheduled' }),
    enabled: asked && article.state === 'scheduled',
  })
  const live = channels.data?.filter(({ removedAt }) => removedAt === null) ?? []
  const along = planned.data ?? []
  return {
    pending: asked && (channels.isPending || teasers.isLoading || draft.isLoading || planned.isLoading),
    channels: live,
    teasers: teasers.data ?? [],
    draft: draft.data,
    along,
    /** A second set of posts is written on the article's own page of posts. */
    writes: asked && live.length > 0 && along.length === 0,
  }
}

type Where = ReturnType<typeof useWhere>
type Shareable = ReturnType<typeof useShareable>

/** How the article looks where it is shared, where it will be, and what the checks say. */
function Aside({
  article,
  saver,
  card,
  findings,
  writer,
}: {
  article: Article
  saver: Saver
  card: CardOf
  findings: Findings
  /** Of the posts that go with it. */
  writer: PostWriter | undefined
}) {
  const coming = writer !== undefined && writer.on.length > 0 && writer.previews.byChannel.size === 0
  return (
    <aside className="publish-aside">
      {card ? <PartCard card={card} /> : coming && <div className="shape" />}
      <AddressToBe article={article} saver={saver} mine />
      <ArticleNotes findings={findings} />
      {writer && <SharePreviews writer={writer} />}
    </aside>
  )
}

type CardOf = Parameters<typeof PartCard>[0]['card'] | undefined
type Findings = Parameters<typeof ArticleNotes>[0]['findings']

/** The posts and their times, while they are written. */
function useShare(article: Article, { channels, teasers, draft, writes }: Shareable, articleAt: string | undefined) {
  const [beginning] = useState(() =>
    shareBeginning(article.id, { channels, teasers, draft, last: readKept<string[]>('channels-last') ?? [] }),
  )
  const writer = usePostWriter({ beginning, channels, articleId: article.id, withArticle: true })
  const [timings, setTimings] = useState<ReadonlyMap<string, Timing>>(new Map())
  const at = (channelId: string) => dueOf(timings.get(channelId) ?? { after: 0 }, articleAt, new Date())
  const chosen = writes && writer.on.length > 0
  return {
    writer,
    timings,
    setTiming: (channelId: string, timing: Timing) => setTimings(new Map([...timings, [channelId, timing]])),
    count: chosen ? writer.on.length : 0,
    lacking: chosen
      ? missingIn({ written: writer.written, errors: writer.errors, way: 'now', at: undefined, now: new Date() })
      : undefined,
    texts: () => writer.texts.map((text) => ({ ...text, ...(at(text.channelId) && { at: at(text.channelId) }) })),
    card: writer.on.flatMap(({ id }) => writer.previews.byChannel.get(id)?.parts[0]?.card ?? [])[0],
    end: () => {
      writeKept('channels-last', writer.written.on)
      return writer.end().catch(() => undefined)
    },
  }
}

/** What is still to be done before its posts can go. */
function useLackWords(share: ReturnType<typeof useShare>): string | undefined {
  const { t } = useTranslation()
  const { lacking, writer } = share
  if (!lacking) return undefined
  if (lacking.kind === 'findings') return t('posts.foot.see', { count: lacking.count })
  if (lacking.kind === 'empty') return t('posts.foot.empty', { channel: writer.names.get(lacking.channelId) ?? '' })
  return t('posts.foot.nothing')
}

/** When it goes out and with how many posts, and the one button for it. */
function Foot({
  at,
  share,
  moving,
  error,
  onClose,
  ...button
}: {
  at: string | undefined
  kind: ArticleKind
  later: boolean
  share: ReturnType<typeof useShare>
  /** How many planned posts move along. */
  moving: number
  error: unknown
  busy: boolean
  disabled: boolean
  onClose(): void
  onPress(withPosts: boolean): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const lack = useLackWords(share)
  const posts = share.count + moving
  const words = useKindWords(button.kind)
  const count = posts ? t('writing.share.count', { ...words, count: posts }) : t('writing.share.alone', words)
  return (
    <footer className="publish-foot" data-foot>
      <ProblemNotice error={error} />
      <div className="publish-line">
        <div className="grow">
          <p className="strong">{at ? times.planned(at) : t('writing.share.now')}</p>
          <p className={lack ? 'small needs' : 'small quiet'}>{lack ?? count}</p>
        </div>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <PublishButton posts={share.count} {...button} />
      </div>
    </footer>
  )
}

/** Whether its planned posts move as it does. */
function Along({ count, along, onChange }: { count: number; along: boolean; onChange(along: boolean): void }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <Checkbox
      checked={along}
      label={t('writing.share.along', { count })}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

/** What it is, and what it is called; a note has no title. */
function useTitled(saver: Saver) {
  const { title, kind = 'article' } = useStore(saver.fields)
  const { Kind } = useKindWords(kind)
  return { kind, title: kind === 'note' ? Kind : title }
}

/** The dialog's content, once all is known that it begins with. */
function Publish({
  article,
  saver,
  onSaved,
  onClose,
  where,
  shareable,
}: PublishProps & { where: Where; shareable: Shareable }) {
  const { t } = useTranslation()
  const { title, kind } = useTitled(saver)
  // When the blog's promise is open, where these words are to fill that (features/ideas).
  const { at: promised } = useSearch({ strict: false }) as { at?: string }
  const when = useWhen(article, where.choice.instead, promised)
  const share = useShare(article, shareable, when.at)
  const [along, setAlong] = useState(true)
  const found = useFindings(article.id, saver)
  const publish = usePublish({ article, saver, blogs: where.blogs, onSaved, onClose, onShared: share.end })
  const untitled = title.trim() === ''
  const moves = when.at ? shareable.along : []
  const press = (withPosts: boolean) => {
    const { lacking } = share
    if (withPosts && lacking) return share.writer.setEditing('channelId' in lacking ? lacking.channelId : undefined)
    const texts = withPosts && share.count ? share.texts() : []
    publish.mutate({ publish: { ...(when.at && { at: when.at }), ...where.homes }, texts, along: along ? moves : [] })
  }
  return (
    <form className="publish" onKeyDown={toTheButton} onSubmit={(event) => [event.preventDefault(), press(true)]}>
      <div className="publish-main">
        <p className="reading strong">{title || t('writing.untitled')}</p>
        {untitled && <Notice tone="needs">{t('writing.publishUntitled')}</Notice>}
        <WhenChoice {...when} />
        {where.blogs.length > 0 && <WhereChoice {...where.choice} />}
        <Along count={moves.length} along={along} onChange={setAlong} />
        {shareable.writes && (
          <SharePart writer={share.writer} timings={share.timings} articleAt={when.at} onTiming={share.setTiming} />
        )}
      </div>
      <Aside
        article={article}
        saver={saver}
        card={share.card}
        findings={found.data?.findings ?? []}
        writer={shareable.writes ? share.writer : undefined}
      />
      <Foot
        at={when.at}
        kind={kind}
        later={when.when !== 'now'}
        share={share}
        moving={along ? moves.length : 0}
        error={publish.error}
        busy={publish.isPending}
        disabled={untitled || !when.ready || found.isPending}
        onClose={onClose}
        onPress={press}
      />
    </form>
  )
}

const phone = '(max-width: 860px)'

/** Enter in a field takes what was typed, and leads to the button: an article goes out by a press of that alone. */
function toTheButton(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.defaultPrevented) return
  event.preventDefault()
  event.currentTarget.querySelector<HTMLElement>('[type="submit"]')?.focus()
}

/** Publishes now or at a time, with all posts of the article in one go; of what is out already, its changes. */
export function PublishDialog(props: PublishProps) {
  const { article, onClose } = props
  const { t } = useTranslation()
  const where = useWhere(article)
  const shareable = useShareable(article)
  const small = useMediaQuery(phone, window.matchMedia(phone).matches, { getInitialValueInEffect: false })
  const words = useKindWords(article.kind)
  const title = article.changed
    ? 'writing.publishChanges'
    : article.publishAt
      ? 'posts.action.reschedule'
      : 'writing.publishTitle'
  return (
    <Dialog
      onClose={onClose}
      title={t(title, words)}
      size={980}
      fullScreen={small}
      classNames={{ body: 'publish-body' }}
    >
      {where.pending || shareable.pending ? (
        <ListShape rows={5} />
      ) : (
        <Publish {...props} where={where} shareable={shareable} />
      )}
    </Dialog>
  )
}
