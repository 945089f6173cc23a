import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SubscribersImported } from '../../../src/http/api.ts'
import { ask, uploadPieces } from '../../base/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { FileField } from '../../ui/file-field.tsx'
import { ProblemNotice } from '../../ui/parts.tsx'
import { Sending } from './sending.tsx'
import { refreshSubscriberImports, SubscriberImports } from './subscriber-imports.tsx'

interface Tried {
  uploads: readonly string[]
  told: SubscribersImported
}

/** Who read the old newsletter comes along: a trial first, then they are kept. */
export function Subscribers() {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number>()
  const send = useMutation({
    mutationFn: async (files: readonly File[]): Promise<Tried> => {
      const uploads: string[] = []
      for (const [at, file] of files.entries())
        uploads.push(await uploadPieces(file, 'import', (part) => setShare((at + part) / files.length)))
      return { uploads, told: await bring(uploads, false) }
    },
    onMutate: () => keep.reset(),
    onSettled: () => setShare(undefined),
  })
  const keep = useMutation({
    mutationFn: ({ uploads }: Tried) => bring(uploads, true),
    onSuccess: refreshSubscriberImports,
  })
  const take = (files: File[]) => {
    if (files.length > 0 && !send.isPending && !keep.isPending) send.mutate(files)
  }
  const tried = keep.data ? undefined : send.data
  return (
    <section className="stack tight" aria-labelledby="subscribers">
      <h2 id="subscribers">{t('moving.people.title')}</h2>
      <p className="quiet moving-text">{t('moving.people.about')}</p>
      <ProblemNotice error={send.error ?? keep.error} />
      {keep.data && <Kept told={keep.data} />}
      {tried && <Trial tried={tried} busy={keep.isPending} onKeep={() => keep.mutate(tried)} onCancel={send.reset} />}
      {!tried && (
        <Sending
          share={send.isPending ? (share ?? 1) : undefined}
          button={
            <Button
              variant="default"
              leftSection={<IconUpload size={18} aria-hidden />}
              onClick={() => field.current?.click()}
            >
              {t('moving.people.choose')}
            </Button>
          }
        />
      )}
      <FileField
        ref={field}
        multiple
        accept=".csv,.tsv,.txt,.zip"
        aria-label={t('moving.people.choose')}
        onFiles={take}
      />
      <SubscriberImports />
    </section>
  )
}

const bring = (uploads: readonly string[], write: boolean) =>
  ask<SubscribersImported>('/api/subscribers/import', { method: 'POST', body: { uploads, write } })

function Trial({ tried, busy, onKeep, onCancel }: { tried: Tried; busy: boolean; onKeep(): void; onCancel(): void }) {
  const { t } = useTranslation()
  const { counts } = tried.told
  const all = counts.active + counts.unconfirmed + counts.left + counts.bounced
  return (
    <div className="stack tight" role="status">
      <p className="medium">{tried.told.labels.join(', ')}</p>
      <Counts told={tried.told} />
      <Faults told={tried.told} />
      <p>
        <b>{t('moving.people.nothingYet')}</b> <span className="quiet">{t('moving.people.nobodyWritten')}</span>
      </p>
      <div className="row">
        {all > 0 && (
          <Button loading={busy} onClick={onKeep}>
            {t('moving.people.keep', { count: all })}
          </Button>
        )}
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Kept({ told }: { told: SubscribersImported }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight" role="status">
      <p className="medium">{t('moving.people.kept')}</p>
      <Counts told={told} />
    </div>
  )
}

/** How many of each kind; what there is none of is not named. */
function Counts({ told: { counts, known } }: { told: SubscribersImported }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const rows = (['active', 'unconfirmed', 'left', 'bounced', 'known'] as const)
    .map((name) => [name, name === 'known' ? known : counts[name]] as const)
    .filter(([, n]) => n > 0)
  if (rows.length === 0) return <p className="quiet">{t('moving.people.none')}</p>
  return (
    <ul className="moving-people">
      {rows.map(([name, n]) => (
        <li key={name}>
          <b>{n.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')}</b> {t(`moving.people.count.${name}`)}
        </li>
      ))}
    </ul>
  )
}

function Faults({ told: { faults, faultCount } }: { told: SubscribersImported }) {
  const { t } = useTranslation()
  const say = useSay()
  if (faultCount === 0) return null
  return (
    <details>
      <summary>{t('moving.people.faults', { count: faultCount })}</summary>
      <ul className="small">
        {faults.map(({ file, line, words }) => (
          <li key={`${file} ${line}`}>{t('moving.people.fault', { file, line, why: say(words) })}</li>
        ))}
      </ul>
    </details>
  )
}
