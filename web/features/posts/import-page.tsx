import './import.css'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Imported } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useTimeZone } from '../../base/session.tsx'
import { inWorkspace } from '../../base/workspace.ts'
import { FileField } from '../../ui/file-field.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type Row = Imported['rows'][number]

const tones: Record<Row['state'], Tone> = { ready: 'waiting', written: 'fine', already: 'plain', wrong: 'needs' }

function ImportRow({ row }: { row: Row }) {
  const { t } = useTranslation()
  const say = useSay()
  const findings = row.findings.map(({ message }) => message)
  return (
    <tr>
      <td>{row.line}</td>
      <td>
        <p className="clip2">{row.text}</p>
        <p className="small quiet">
          {row.channels.map(({ networkLabel, handle }) => `${networkLabel} ${handle}`).join(', ')}
        </p>
      </td>
      <td>{row.at ? <Instant at={row.at} /> : t('import.slot')}</td>
      <td>
        <Badge tone={tones[row.state]}>{t(`import.state.${row.state}`)}</Badge>
        {[...row.problems, ...findings].map((words) => (
          <p key={words.en} className="small">
            {say(words)}
          </p>
        ))}
      </td>
    </tr>
  )
}

function Rows({ imported }: { imported: Imported }) {
  const { t } = useTranslation()
  return (
    <div className="stack tight" role="status">
      {imported.ignored.length > 0 && (
        <p className="small quiet">{t('import.ignored', { columns: imported.ignored.join(', ') })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="import-rows" tabIndex={0} aria-label={t('import.page')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <th scope="col">{t('import.what')}</th>
              <th scope="col">{t('import.when')}</th>
              <th scope="col">{t('import.how')}</th>
            </tr>
          </thead>
          <tbody>
            {imported.rows.map((row) => (
              <ImportRow key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** Reads a file, shows what each of its rows becomes, and writes them on a person's word. */
function useImport() {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const [csv, setCsv] = useState('')
  const take = useMutation({
    mutationFn: (request: { csv: string; write: boolean }) =>
      ask<Imported>('/api/posts/import', { method: 'POST', body: { ...request, timeZone } }),
    onSuccess: async ({ rows }, { write }) => {
      if (!write) return
      toast(t('import.done', { count: rows.filter(({ state }) => state === 'written').length }))
      await refreshTopic('deliveries')
    },
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    const text = await file.text()
    setCsv(text)
    take.mutate({ csv: text, write: false })
  }
  return { take, choose, write: () => take.mutate({ csv, write: true }) }
}

/** Posts from a CSV file: what each row becomes, then the writing. */
export function ImportPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const chooser = useRef<HTMLInputElement>(null)
  const { take, choose, write } = useImport()
  const ready = take.data?.rows.filter(({ state }) => state === 'ready').length ?? 0
  return (
    <Page
      width="full"
      title={t('import.page')}
      lead={t('import.lead')}
      back={<Link to="/posts">{t('shell.posts')}</Link>}
    >
      <div className="stack">
        <p className="medium">{t('import.columns')}</p>
        <div className="row">
          <FileField
            ref={chooser}
            accept=".csv,text/csv"
            aria-label={t('import.choose')}
            onFiles={([file]) => void choose(file)}
          />
          <Button
            variant={ready ? 'default' : 'filled'}
            loading={take.isPending}
            onClick={() => chooser.current?.click()}
          >
            {t('import.choose')}
          </Button>
          <a href={inWorkspace(`/api/posts/import/template?language=${language}`)} download>
            {t('import.template')}
          </a>
        </div>
        <ProblemNotice error={take.error} />
        {take.data && !take.error && <Rows imported={take.data} />}
        {ready > 0 && (
          <div>
            <Button loading={take.isPending} onClick={write}>
              {t('import.write', { count: ready })}
            </Button>
          </div>
        )}
      </div>
    </Page>
  )
}
