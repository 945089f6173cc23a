import { Button, Checkbox, Progress } from '@mantine/core'
import { IconMovie } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Files, FilesDeleted } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { filesQuery, queryClient } from '../../base/queries.ts'
import { smallPicture } from '../../base/small-picture.ts'
import { sayBytes } from '../../ui/bytes.ts'
import { Page } from '../../ui/page.tsx'
import { Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import './files.css'
import { SettingsNav } from './settings-nav.tsx'

type File = Files['media'][number]

const keep = (files: Files) => queryClient.setQueryData(filesQuery.queryKey, files)

/** How much storage the brand's pictures and videos take, and what of them nothing uses. */
export function FilesPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(filesQuery)
  return (
    <Page title={t('shell.settings')}>
      <SettingsNav />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? (
        <div className="stack" style={{ gap: 32 }}>
          <StorageBar storage={data.storage} />
          <Unused files={data} />
        </div>
      ) : (
        !error && <ListShape />
      )}
    </Page>
  )
}

function StorageBar({ storage: { used, most } }: { storage: Files['storage'] }) {
  const { t, i18n } = useTranslation()
  const share = Math.min(100, (100 * used) / Math.max(1, most))
  return (
    <section className="stack tight" aria-labelledby="storage">
      <h2 id="storage">{t('files.room')}</h2>
      <p className="medium">
        {t('files.roomOf', { used: sayBytes(used, i18n.language), most: sayBytes(most, i18n.language) })}
      </p>
      <Progress.Root size="lg" className="storage-bar">
        <Progress.Section value={share} aria-label={t('files.roomBar')} {...(share > 90 ? { color: 'red' } : {})} />
      </Progress.Root>
    </section>
  )
}

/** Which of the files are chosen, and their deletion, which can be taken back. */
function useChosen(files: Files) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const listed = files.media.filter(({ id }) => chosen.has(id))
  const restore = async (ids: readonly string[]) => {
    keep(await ask<Files>('/api/files/restore', { method: 'POST', body: { ids } }))
  }
  const remove = useMutation({
    mutationFn: () =>
      ask<FilesDeleted>('/api/files/delete', { method: 'POST', body: { ids: listed.map(({ id }) => id) } }),
    onSuccess: ({ deleted, ...left }) => {
      keep(left)
      setChosen(new Set())
      if (deleted.length === 0) return toast(t('files.deletedNone'))
      toast(t('files.deleted', { count: deleted.length }), { undo: () => restore(deleted) })
    },
  })
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const all = listed.length === files.media.length
  const toggleAll = () => setChosen(new Set(all ? [] : files.media.map(({ id }) => id)))
  return { chosen, listed, all, toggle, toggleAll, remove }
}

type Chosen = ReturnType<typeof useChosen>

function Count({ files, all, listed, toggleAll }: { files: Files } & Pick<Chosen, 'all' | 'listed' | 'toggleAll'>) {
  const { t, i18n } = useTranslation()
  return (
    <div className="row apart">
      <p className="medium">
        {t('files.count', { count: files.count, size: sayBytes(files.bytes, i18n.language) })}
        {files.count > files.media.length && ` ${t('files.shown')}`}
      </p>
      <Checkbox
        label={t('files.chooseAll')}
        checked={all}
        indeterminate={listed.length > 0 && !all}
        onChange={toggleAll}
      />
    </div>
  )
}

function Delete({ listed, remove }: Pick<Chosen, 'listed' | 'remove'>) {
  const { t, i18n } = useTranslation()
  const bytes = listed.reduce((sum, file) => sum + file.bytes, 0)
  return (
    <>
      <ProblemNotice error={remove.error} />
      <div className="stack tight">
        <div>
          <Button disabled={listed.length === 0} loading={remove.isPending} onClick={() => remove.mutate()}>
            {listed.length === 0
              ? t('files.delete')
              : t('files.deleteCount', { count: listed.length, size: sayBytes(bytes, i18n.language) })}
          </Button>
        </div>
        <p className="small quiet">{t('files.hint')}</p>
      </div>
    </>
  )
}

function Unused({ files }: { files: Files }) {
  const { t } = useTranslation()
  const chosen = useChosen(files)
  return (
    <section className="stack" aria-labelledby="unused">
      <div className="stack tight">
        <h2 id="unused">{t('files.unused')}</h2>
        <p className="small quiet">{t('files.unusedLead')}</p>
      </div>
      {files.count === 0 ? (
        <p>{t('files.none')}</p>
      ) : (
        <>
          <Count files={files} {...chosen} />
          <ul className="plain files">
            {files.media.map((file) => (
              <FileCard
                key={file.id}
                file={file}
                chosen={chosen.chosen.has(file.id)}
                onToggle={() => chosen.toggle(file.id)}
              />
            ))}
          </ul>
          <Delete {...chosen} />
        </>
      )}
    </section>
  )
}

function FileCard({ file, chosen, onToggle }: { file: File; chosen: boolean; onToggle(): void }) {
  const { t, i18n } = useTranslation()
  const video = file.seconds !== null
  return (
    <li>
      <label className="file" htmlFor={`file-${file.id}`}>
        {video ? (
          <span className="shot">
            <IconMovie size={32} aria-hidden />
          </span>
        ) : (
          <img className="shot" src={smallPicture(file.id)} alt="" loading="lazy" />
        )}
        <span className="row" style={{ gap: 10, flexWrap: 'nowrap', alignItems: 'flex-start' }}>
          <Checkbox id={`file-${file.id}`} checked={chosen} onChange={onToggle} />
          <span className="stack tight" style={{ minWidth: 0 }}>
            <span className="medium clip2">{file.alt || t('files.noAlt')}</span>
            <span className="small quiet">
              {t(video ? 'files.video' : 'files.picture')}, {sayBytes(file.bytes, i18n.language)} ·{' '}
              <Instant at={file.addedAt} />
            </span>
          </span>
        </span>
      </label>
    </li>
  )
}
