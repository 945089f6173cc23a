import './import.css'
import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Imported } from '../../../src/http/api.ts'
import { ask } from '../../base/api.ts'
import { useLanguage, useSay } from '../../base/i18n.ts'
import { refreshTopic } from '../../base/queries.ts'
import { useTimeZone } from '../../base/session.tsx'
import { inWorkspace } from '../../base/workspace.ts'
import { FileField } from '../../ui/file-field.tsx'
import { Page } from '../../ui/page.tsx'
import { Badge, Instant, Notice, ProblemNotice, type Tone } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'

type Row = Imported['rows'][number]

const tones: Record<Row['state'], Tone> = { ready: 'waiting', written: 'fine', already: 'plain', wrong: 'needs' }

/** When a row's posts leave: once they are planned, each in its own slot. */
function When({ row }: { row: Row }) {
  const { t } = useTranslation()
  if (row.state === 'wrong') return null
  const instants = [...new Set(row.planned.map(({ at }) => at))]
  const [only, second] = instants
  if (second !== undefined)
    return row.planned.map(({ channelId, at }) => (
      <p key={channelId}>
        <Instant at={at} />{' '}
        <span className="small quiet">{row.channels.find(({ id }) => id === channelId)?.networkLabel}</span>
      </p>
    ))
  const at = only ?? row.at
  if (at) return <Instant at={at} />
  return row.slot && row.state === 'ready' ? <span className="quiet">{t('import.slot')}</span> : null
}

function ImportRow({ row }: { row: Row }) {
  const { t } = useTranslation()
  const say = useSay()
  const findings = row.findings.map(({ message }) => message)
  return (
    <tr>
      <td className="import-line">{row.line}</td>
      <td>
        <p className="clip2">{row.text}</p>
        <p className="small quiet">
          {row.channels.map(({ networkLabel, handle }) => `${networkLabel} ${handle}`).join(', ')}
        </p>
      </td>
      <td className="import-when">
        <When row={row} />
      </td>
      <td className="import-how">
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
  const say = useSay()
  return (
    <div className="stack tight" role="status">
      {imported.notes.map((words) => (
        <Notice key={words.en} tone="waiting">
          {say(words)}
        </Notice>
      ))}
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

/** A file's bytes in base64, as the API takes them. */
function inBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

/** Reads a file, shows what each of its rows becomes, and writes them on a person's word. */
function useImport() {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const [chosen, setChosen] = useState<{ name: string; file: string }>()
  const take = useMutation({
    mutationFn: ({ file, write }: { file: string; write: boolean }) =>
      ask<Imported>('/api/posts/import', { method: 'POST', body: { file, write, timeZone } }),
    onSuccess: async ({ rows }, { write }) => {
      if (!write) return
      toast(t('import.done', { count: rows.filter(({ state }) => state === 'written').length }))
      await refreshTopic('deliveries')
    },
  })
  const choose = async (file: File | undefined) => {
    if (!file) return
    const bytes = await inBase64(file)
    setChosen({ name: file.name, file: bytes })
    take.mutate({ file: bytes, write: false })
  }
  const write = () => chosen && take.mutate({ file: chosen.file, write: true })
  return { take, choose, write, name: chosen?.name }
}

/** Files to fill in, in the language of the panel. */
function Templates() {
  const { t } = useTranslation()
  const language = useLanguage()
  const address = (format: string) => inWorkspace(`/api/posts/import/template?language=${language}&format=${format}`)
  return (
    <>
      <a href={address('xlsx')} download>
        {t('import.template')}
      </a>
      <a href={address('csv')} download>
        {t('import.templateCsv')}
      </a>
    </>
  )
}

const accepted =
  '.csv,.tsv,.txt,.xlsx,.ods,.fods,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.oasis.opendocument.spreadsheet'

/** Posts from a spreadsheet: what each row becomes, then the writing. */
export function ImportPage() {
  const { t } = useTranslation()
  const chooser = useRef<HTMLInputElement>(null)
  const { take, choose, write, name } = useImport()
  const ready = take.data?.rows.filter(({ state }) => state === 'ready').length ?? 0
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    void choose(event.dataTransfer.files[0])
  }
  return (
    <Page title={t('import.page')} lead={t('import.lead')} back={<Link to="/posts">{t('shell.posts')}</Link>}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button does the same; dropping is a shortcut */}
      <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        <p className="medium import-columns">{t('import.columns')}</p>
        <div className="row">
          <FileField
            ref={chooser}
            accept={accepted}
            aria-label={t('import.choose')}
            onFiles={([file]) => void choose(file)}
          />
          <Button
            variant={ready ? 'default' : 'filled'}
            loading={take.isPending}
            leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
            onClick={() => chooser.current?.click()}
          >
            {t(name ? 'import.another' : 'import.choose')}
          </Button>
          {name && <span className="medium">{name}</span>}
          <Templates />
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
