import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { channelsQuery, proposalsQuery, refreshTopic } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { Composer, type Draft } from '../../../compose/composer.tsx'
import { others, usePreviews } from '../../../compose/use-drafts.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { More } from '../../../ui/more.tsx'
import { Instant, ListShape, Notice, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'

/** The words for each channel as they are changed, which of them can't be sent so, and the planning. */
function useLook(proposal: Proposal, onDone: () => void) {
  const { t } = useTranslation()
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    proposal.texts.map(({ channelId, text }) => ({ channelId, text, on: true, pictures: [] })),
  )
  const { onPreview, fails } = usePreviews()
  const chosen = drafts.filter(({ on, text }) => on && text.trim() !== '')
  const accept = useMutation({
    mutationFn: () => {
      const texts = chosen.map(({ channelId, text, pictures, content }) => ({
        channelId,
        text,
        mediaIds: pictures.map(({ id }) => id),
        ...(content && { content }),
      }))
      return ask(`/api/proposals/${proposal.id}/accept`, { method: 'POST', body: { texts } })
    },
    onSettled: () => refreshTopic('deliveries'),
    onSuccess: () => {
      toast(t('automatic.planned'))
      onDone()
    },
  })
  const change = (next: Draft) => setDrafts(drafts.map((one) => (one.channelId === next.channelId ? next : one)))
  return { drafts, change, chosen, blocked: chosen.some(fails), onPreview, accept }
}

/** The words for each channel, beside exactly what would be sent, and the decision. */
function Look({ proposal, onDone }: { proposal: Proposal; onDone(): void }) {
  const { t } = useTranslation()
  const channels = useQuery(channelsQuery).data ?? []
  const { drafts, change, chosen, blocked, onPreview, accept } = useLook(proposal, onDone)
  return (
    <div className="stack">
      {drafts.map((draft) => {
        const channel = channels.find(({ id }) => id === draft.channelId)
        if (!channel) return null
        return (
          <Composer
            key={draft.channelId}
            channel={channel}
            draft={draft}
            {...(proposal.articleId ? { articleId: proposal.articleId } : { proposalId: proposal.id })}
            alsoTo={others(chosen, draft.channelId)}
            onChange={change}
            onPreview={onPreview}
          />
        )
      })}
      <ProblemNotice error={accept.error} />
      <div>
        <Button loading={accept.isPending} disabled={chosen.length === 0 || blocked} onClick={() => accept.mutate()}>
          {t('automatic.accept', { count: chosen.length })}
        </Button>
      </div>
    </div>
  )
}

function ProposalRow({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const may = useMay()
  const say = useSay()
  const channels = useQuery(channelsQuery).data ?? []
  const [looking, setLooking] = useState(false)
  const names = proposal.texts.map(({ channelId }) => channels.find(({ id }) => id === channelId)?.networkLabel ?? '')
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
            <span>{names.join(', ')}</span>
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
            </div>
          )}
        </div>
      </article>
      <Dialog opened={looking} onClose={() => setLooking(false)} title={proposal.title} size="xl">
        <Look proposal={proposal} onDone={() => setLooking(false)} />
      </Dialog>
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
