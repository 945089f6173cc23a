import './moving.css'
import { Button, TextInput } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportFormats, ImportRun } from '../../../src/http/api.ts'
import { ask, uploadPieces } from '../../base/api.ts'
import { useSay } from '../../base/i18n.ts'
import { importFormatsQuery, importsQuery, refreshTopic } from '../../base/queries.ts'
import { useTimeZone } from '../../base/session.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { More, type PagedList } from '../../ui/more.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, ListShape, ProblemNotice } from '../../ui/parts.tsx'
import { Sending } from './sending.tsx'
import { stateTones } from './states.ts'
import { Subscribers } from './subscribers.tsx'

// One download with the way in.
export { ExportPage } from './export-page.tsx'

/** Another blog moves in: choose its file. Earlier imports stand below. */
export function ImportsPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('moving.page')} lead={t('moving.lead')}>
      <div className="stack moving">
        <Choose />
        <Below />
      </div>
    </Page>
  )
}

/** Sends files to the server, then lets it read them. */
function useBegin() {
  const timeZone = useTimeZone()
  const navigate = useNavigate()
  const [share, setShare] = useState<number>()
  const begin = useMutation({
    mutationFn: async ({ files, site }: { files: readonly File[]; site: string }) => {
      const whole = files.reduce((sum, { size }) => sum + size, 0)
      const uploads: string[] = []
      let before = 0
      for (const file of files) {
        uploads.push(await uploadPieces(file, 'import', (part) => setShare((before + part * file.size) / whole)))
        before += file.size
      }
      const address = site.trim()
      const body = {
        uploads,
        timeZone,
        ...(address && { site: /^https?:/i.test(address) ? address : `https://${address}` }),
      }
      return ask<ImportRun>('/api/imports', { method: 'POST', body })
    },
    onSuccess: ({ id }) => {
      refreshTopic('imports')
      void navigate({ to: '/writing/import/$importId', params: { importId: id } })
    },
    onSettled: () => setShare(undefined),
  })
  return { begin, share }
}

function Choose() {
  const { t } = useTranslation()
  const { begin, share } = useBegin()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [site, setSite] = useState('')
  const take = (files: File[]) => {
    if (files.length > 0 && !begin.isPending) begin.mutate({ files, site })
  }
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <section className="stack tight">
      <ProblemNotice error={begin.error} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className="moving-drop"
        data-over={over}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false)
          take([...event.dataTransfer.files])
        }}
      >
        <p className="moving-drop-title">{t('moving.drop')}</p>
        <p className="quiet">{t('moving.recognised')}</p>
        <Sending
          share={share}
          button={
            <Button leftSection={<IconUpload size={18} aria-hidden />} onClick={() => field.current?.click()}>
              {t('moving.choose')}
            </Button>
          }
        />
        <p className="small quiet">{t('moving.most')}</p>
        <FileField
          ref={field}
          multiple
          accept=".xml,.atom,.json,.zip,.gz,.md,.markdown"
          aria-label={t('moving.choose')}
          onFiles={take}
        />
      </div>
      <TextInput
        className="moving-site"
        label={t('moving.site')}
        description={t('moving.siteAbout')}
        placeholder="https://"
        value={site}
        onChange={(event) => setSite(event.currentTarget.value)}
      />
    </section>
  )
}

/** What follows is drawn once all of it is known: nothing moves that somebody has begun to read. */
function Below() {
  const formats = useQuery(importFormatsQuery)
  const list = useInfiniteQuery(importsQuery)
  const failed = [formats, list].find(({ error }) => error)
  if (failed) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (!formats.data || !list.data) return <ListShape />
  return (
    <>
      <HowTo formats={formats.data} />
      <Subscribers />
      {list.data.length > 0 && <Earlier runs={list.data} list={list} />}
      <WayOut />
    </>
  )
}

function HowTo({ formats }: Pick<ImportFormats, 'formats'>) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <section className="stack tight" aria-labelledby="how-to">
      <h2 id="how-to">{t('moving.how')}</h2>
      <div className="moving-systems">
        {formats.map(({ id, label, file, how }) => (
          <details key={id}>
            <summary>
              {label} <span className="small quiet">{say(file)}</span>
            </summary>
            <p className="small">{say(how)}</p>
          </details>
        ))}
      </div>
      <p className="small quiet moving-text">{t('moving.still')}</p>
    </section>
  )
}

/** The way out: as easy as the way in. */
function WayOut() {
  const { t } = useTranslation()
  return (
    <section className="stack tight" aria-labelledby="leave">
      <h2 id="leave">{t('moving.leave')}</h2>
      <p className="quiet moving-text">
        {t('moving.leaveAbout')} <Link to="/writing/export">{t('moving.leavePage')}</Link>
      </p>
    </section>
  )
}

function Earlier({ runs, list }: { runs: readonly ImportRun[]; list: PagedList }) {
  const { t } = useTranslation()
  return (
    <section className="stack tight" aria-labelledby="earlier">
      <h2 id="earlier">{t('moving.earlier')}</h2>
      <ul className="moving-runs">
        {runs.map((run) => (
          <li key={run.id}>
            <Link to="/writing/import/$importId" params={{ importId: run.id }} className="medium">
              {run.site?.title || run.name}
            </Link>
            <Badge tone={stateTones[run.state]}>{t(`moving.state.${run.state}`)}</Badge>
            <span className="small quiet">
              {run.label && `${run.label} · `}
              {t('moving.byAt', { name: run.by })} <Instant at={run.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      <More list={list} />
    </section>
  )
}
