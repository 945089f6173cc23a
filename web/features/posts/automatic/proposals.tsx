import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Proposal } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { channelsQuery, proposalsQuery, refreshTopic } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { KeepIdea } from '../../../compose/keep-idea.tsx'
import { PostDialog } from '../../../compose/post-dialog.tsx'
import { PostForm } from '../../../compose/post-form.tsx'
import { suggested } from '../../../compose/suggested.ts'
import { usePostWriter } from '../../../compose/use-post-writer.ts'
import { More } from '../../../ui/more.tsx'
import { Instant, ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'

/** The words as they are changed, and their planning. */
function useLook(proposal: Proposal, channels: readonly Channel[], onDone: () => void) {
  const { t } = useTranslation()
  const [beginning] = useState(() => ({
    key: `proposal:${proposal.id}`,
    onlyHere: true,
    start: {
      written: suggested(
        channels,
        proposal.texts,
        channels.map(({ id }) => id),
      ),
    },
  }))
  const writer = usePostWriter({
    beginning,
    channels,
    ...(proposal.articleId ? { articleId: proposal.articleId } : { proposalId: proposal.id }),
  })
  const accept = useMutation({
    mutationFn: () => ask(`/api/proposals/${proposal.id}/accept`, { method: 'POST', body: { texts: writer.texts } }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: async () => {
      await writer.end()
      toast(t('automatic.planned'))
      onDone()
    },
  })
  return { writer, accept }
}

/** The words for each channel, beside exactly what would be sent, and the decision. */
function Look({
  proposal,
  channels,
  onDone,
}: {
  proposal: Proposal
  /** Those that it is for, as far as they are still there. */
  channels: readonly Channel[]
  onDone(): void
}) {
  const { t } = useTranslation()
  const { writer, accept } = useLook(proposal, channels, onDone)
  return (
    <PostForm
      writer={writer}
      chooses={channels.length > 1}
      label={t('automatic.accept', { count: writer.on.length })}
      busy={accept.isPending}
      error={accept.error}
      onPress={() => accept.mutate()}
    />
  )
}

/** The channels that it is for, without those that are gone. */
function liveOf({ texts }: Proposal, all: readonly Channel[]): Channel[] {
  const live = all.filter(({ removedAt }) => removedAt === null)
  return texts.flatMap(({ channelId }) => live.find(({ id }) => id === channelId) ?? [])
}

function ProposalRow({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const all = useQuery(channelsQuery).data
  const [looking, setLooking] = useState(false)
  const channels = useMemo(() => liveOf(proposal, all ?? []), [proposal, all])
  const skip = useMutation({
    mutationFn: () => ask(`/api/proposals/${proposal.id}/skip`, { method: 'POST' }),
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () =>
      toast(t('automatic.skipped'), {
        undo: () =>
          void ask(`/api/proposals/${proposal.id}/reopen`, { method: 'POST' }).then(() => refreshTopic('deliveries')),
      }),
  })
  return (
    <li>
      <article className="item" aria-label={proposal.title}>
        <div className="grow stack" style={{ gap: 8 }}>
          <p className="strong clip2">{proposal.title}</p>
          <p className="medium clip2">{proposal.texts[0]?.text}</p>
          <p className="row small quiet" style={{ gap: '4px 12px' }}>
            <span>
              {proposal.origin === 'evergreen'
                ? t('automatic.fromArticle')
                : t('automatic.fromFeed', { feed: proposal.originTitle })}
            </span>
            <span>{channels.map(({ networkLabel }) => networkLabel).join(', ')}</span>
            {proposal.dueAt && <Instant at={proposal.dueAt} />}
          </p>
          {proposal.reason && <Notice tone="needs">{say(proposal.reason)}</Notice>}
          <ProblemNotice error={skip.error} />
          {may('send') && (
            <div className="row tight">
              <Button size="xs" onClick={() => setLooking(true)}>
                {t('automatic.lookAndPlan')}
              </Button>
              <Button size="xs" variant="subtle" loading={skip.isPending} onClick={() => skip.mutate()}>
                {t('automatic.skip')}
              </Button>
              {proposal.origin === 'feed' && may('write') && <KeepIdea title={proposal.title} url={proposal.url} />}
            </div>
          )}
        </div>
      </article>
      {looking && (
        <PostDialog onClose={() => setLooking(false)} title={proposal.title}>
          <Look proposal={proposal} channels={channels} onDone={() => setLooking(false)} />
        </PostDialog>
      )}
    </li>
  )
}

/** Prepared teasers that wait for a person. */
export function Proposals() {
  const { t } = useTranslation()
  const proposals = useInfiniteQuery(proposalsQuery)
  return (
    <section aria-labelledby="proposals" className="stack" style={{ gap: 10 }}>
      <h2 id="proposals">{t('automatic.proposals')}</h2>
      <ProblemNotice error={proposals.error} onRetry={() => void proposals.refetch()} />
      {proposals.isPending && <ListShape rows={2} />}
      {proposals.data?.length === 0 && <p className="quiet">{t('automatic.noProposals')}</p>}
      {proposals.data && proposals.data.length > 0 && (
        <ul className="list">
          {proposals.data.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      )}
      <More list={proposals} />
    </section>
  )
}
