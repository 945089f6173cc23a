import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DraftPost } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { channelsQuery, draftsQuery, refreshTopic } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { readStored } from '../../compose/stored.ts'
import { isEmpty, versionOf } from '../../compose/versions.ts'
import { More } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

/** What it says first, and where it goes. */
function saidIn({ body }: DraftPost): { text: string; channelIds: readonly string[] } {
  const { written } = readStored(body)
  const all = [undefined, ...written.on].map((id) => versionOf(written, id))
  return {
    text: all.find(({ text }) => text.trim())?.text ?? '',
    channelIds: written.on.filter((id) => !isEmpty(versionOf(written, id))),
  }
}

function DraftRow({ draft, labels }: { draft: DraftPost; labels: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  const may = useMay()
  const { text, channelIds } = saidIn(draft)
  const remove = useMutation({
    mutationFn: () => ask(`/api/drafts/${draft.id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      toast(t('posts.draftRemoved'), {
        undoLabel: t('common.undo'),
        undo: async () => {
          await ask('/api/drafts', {
            method: 'POST',
            body: { body: draft.body, ...(draft.articleId && { articleId: draft.articleId }) },
          })
          await refreshTopic('deliveries')
        },
      })
      await refreshTopic('deliveries')
    },
  })
  return (
    <li className="item">
      <div className="grow stack" style={{ gap: 6 }}>
        <p className="clip2">{text || t('posts.draftEmpty')}</p>
        <p className="row small quiet" style={{ gap: '4px 12px' }}>
          <Instant at={draft.updatedAt} />
          {draft.by && <span>{draft.by}</span>}
          <span>{channelIds.flatMap((id) => labels.get(id) ?? []).join(', ')}</span>
        </p>
        <div className="row tight">
          {may('send') && (
            <Button size="xs" variant="default" component={Link} to={`/posts/new?draft=${draft.id}`}>
              {t('posts.draftOpen')}
            </Button>
          )}
          {may('write') && (
            <Button size="xs" variant="subtle" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('posts.draftRemove')}
            </Button>
          )}
        </div>
        <ProblemNotice error={remove.error} />
      </div>
    </li>
  )
}

/** Posts that are not sent yet, of everybody in the brand. */
export function DraftsPage() {
  const { t } = useTranslation()
  const may = useMay()
  const drafts = useInfiniteQuery(draftsQuery)
  const channels = useQuery(channelsQuery).data ?? []
  const labels = new Map(channels.map(({ id, networkLabel, handle }) => [id, `${networkLabel} ${handle}`]))
  return (
    <Page
      title={t('posts.drafts')}
      terms={['draft']}
      lead={t('posts.draftsLead')}
      back={<Link to="/posts">{t('shell.posts')}</Link>}
    >
      <ProblemNotice error={drafts.error} onRetry={() => void drafts.refetch()} />
      {drafts.isPending && <ListShape />}
      {drafts.data?.length === 0 && (
        <Empty
          type="…"
          action={
            may('send') && (
              <Button component={Link} to="/posts/new">
                {t('posts.new')}
              </Button>
            )
          }
        >
          {t('posts.draftsEmpty')}
        </Empty>
      )}
      {drafts.data && drafts.data.length > 0 && (
        <ul className="list">
          {drafts.data.map((draft) => (
            <DraftRow key={draft.id} draft={draft} labels={labels} />
          ))}
        </ul>
      )}
      <More list={drafts} />
    </Page>
  )
}
