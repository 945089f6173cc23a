import { Button, Drawer, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { revisionQuery, revisionsQuery } from '../../base/queries.ts'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import type { Saver } from './saver.ts'

function OneRevision({
  article,
  version,
  saver,
  onClose,
}: {
  article: Article
  version: number
  saver: Saver
  onClose(): void
}) {
  const { t } = useTranslation()
  const revision = useQuery(revisionQuery(article.id, version))
  if (!revision.data) return revision.error ? <ProblemNotice error={revision.error} /> : <ListShape />
  const { title, markdown } = revision.data
  const restore = () => {
    const before = saver.replace({ title, markdown })
    onClose()
    toast(t('writing.revisionRestored'), { undo: () => void saver.replace(before) })
  }
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <pre className="revision-text" tabIndex={0}>
        {title}
        {'\n\n'}
        {markdown}
      </pre>
      <div>
        <Button onClick={restore}>{t('writing.revisionRestore')}</Button>
      </div>
    </div>
  )
}

/** Every saved state of the article, to look at and to bring back. */
export function RevisionsDrawer({ article, saver, onClose }: { article: Article; saver: Saver; onClose(): void }) {
  const { t } = useTranslation()
  const revisions = useQuery(revisionsQuery(article.id))
  const [shown, setShown] = useState<number>()
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('writing.revisions')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ProblemNotice error={revisions.error} onRetry={() => void revisions.refetch()} />
      {revisions.isPending && <ListShape />}
      {revisions.data?.length === 0 && <p className="quiet">{t('writing.revisionsNone')}</p>}
      <ul className="list">
        {revisions.data?.map((revision) => (
          <li key={revision.version}>
            <UnstyledButton
              className="item"
              style={{ width: '100%' }}
              aria-expanded={shown === revision.version}
              onClick={() => setShown(shown === revision.version ? undefined : revision.version)}
            >
              <span className="stack tight">
                <span className="strong">
                  <Instant at={revision.savedAt} />
                </span>
                <span className="small quiet">
                  {t('writing.words', { count: revision.words })} · {revision.by}
                </span>
              </span>
            </UnstyledButton>
            {shown === revision.version && (
              <div style={{ paddingBottom: 16 }}>
                <OneRevision article={article} version={revision.version} saver={saver} onClose={onClose} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
