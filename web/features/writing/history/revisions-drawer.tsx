import '../tools.css'
import { Button, Drawer, NativeSelect, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article, RevisionSummary } from '../../../../src/http/api.ts'
import { revisionQuery, revisionsQuery } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { useStore } from '../../../base/store.ts'
import { Instant, ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'
import type { Saver } from '../saver.ts'
import { Compared, type Version } from './compared.tsx'

/** With what a revision is compared: the one before it, what is written now, or a version's number. */
type Other = 'earlier' | 'now' | `${number}`

interface OfArticle {
  article: Article
  revisions: readonly RevisionSummary[]
  saver: Saver
}

function OtherChoice({
  revisions,
  version,
  other,
  onOther,
}: Pick<OfArticle, 'revisions'> & { version: number; other: Other; onOther(other: Other): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const rest = revisions.filter((one) => one.version !== version)
  return (
    <NativeSelect
      label={t('revisions.compare')}
      value={other}
      onChange={({ currentTarget }) => onOther(currentTarget.value as Other)}
      data={[
        { value: 'earlier', label: t('revisions.earlier') },
        { value: 'now', label: t('revisions.now') },
        ...rest.map((one) => ({
          value: `${one.version}`,
          label: t('revisions.other', { time: times.time(one.savedAt), name: one.by }),
        })),
      ]}
    />
  )
}

/** The two versions in their order of time. `undefined`: not read yet. */
function useTwo({ article, revisions, saver }: OfArticle, version: number, other: Other) {
  const now = useStore(saver.fields)
  const earlier = revisions.find((one) => one.version < version)?.version
  const versionBeside = other === 'earlier' ? earlier : other === 'now' ? undefined : Number(other)
  const one = useQuery(revisionQuery(article.id, version))
  const two = useQuery({ ...revisionQuery(article.id, versionBeside ?? version), enabled: versionBeside !== undefined })
  const error = one.error ?? two.error
  const chosen: Version | undefined = one.data
  const beside: Version | undefined = other === 'now' ? now : versionBeside === undefined ? nothing : two.data
  const later = other === 'now' || (versionBeside !== undefined && versionBeside > version)
  const inOrder = chosen && beside && (later ? { before: chosen, after: beside } : { before: beside, after: chosen })
  return { error, chosen, first: other === 'earlier' && earlier === undefined, two: inOrder }
}

const nothing: Version = { title: '', markdown: '', summary: '', tags: [] }

function OneRevision({ onClose, version, ...of }: OfArticle & { version: number; onClose(): void }) {
  const { t } = useTranslation()
  const [other, setOther] = useState<Other>('earlier')
  const { error, chosen, first, two } = useTwo(of, version, other)
  const restore = (words: Version) => {
    const { title, markdown, summary, tags } = words
    // Older ones know neither summary nor tags: then those stay.
    const more = { ...(summary === null ? {} : { summary }), ...(tags === null ? {} : { tags: [...tags] }) }
    const before = of.saver.replace({ title, markdown, ...more })
    onClose()
    toast(t('writing.revisionRestored'), { undo: () => void of.saver.replace(before) })
  }
  return (
    <div className="stack">
      <OtherChoice revisions={of.revisions} version={version} other={other} onOther={setOther} />
      {first && <p className="quiet">{t('revisions.first')}</p>}
      {two ? <Compared {...two} /> : error ? <ProblemNotice error={error} /> : <ListShape />}
      {chosen && (
        <div>
          <Button onClick={() => restore(chosen)}>{t('writing.revisionRestore')}</Button>
        </div>
      )}
    </div>
  )
}

function Row({
  revision,
  open,
  onOpen,
}: {
  revision: RevisionSummary
  open: boolean
  onOpen(version: number | undefined): void
}) {
  const { t } = useTranslation()
  return (
    <UnstyledButton
      className="item"
      style={{ width: '100%' }}
      aria-expanded={open}
      onClick={() => onOpen(open ? undefined : revision.version)}
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
  )
}

/** Every saved state of the article: what it changed, what is different now, and the way to bring it back. */
export default function RevisionsDrawer({
  article,
  saver,
  onClose,
}: {
  article: Article
  saver: Saver
  onClose(): void
}) {
  const { t } = useTranslation()
  const revisions = useQuery(revisionsQuery(article.id))
  const [shown, setShown] = useState<number>()
  return (
    <Drawer
      opened
      position="right"
      size="xl"
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
            <Row revision={revision} open={shown === revision.version} onOpen={setShown} />
            {shown === revision.version && (
              <div style={{ paddingBottom: 16 }}>
                <OneRevision
                  article={article}
                  revisions={revisions.data}
                  version={revision.version}
                  saver={saver}
                  onClose={onClose}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
