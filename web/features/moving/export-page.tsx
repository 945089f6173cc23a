import './moving.css'
import { Button, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormats } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { exportFormatsQuery } from '../../base/queries.ts'
import { inWorkspace } from '../../base/workspace.ts'
import { Page } from '../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** The blog as one archive, in the format that is chosen. */
export function ExportPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(exportFormatsQuery)
  return (
    <Page title={t('moving.leavePage')} lead={t('moving.leaveAbout')}>
      <div className="stack moving">
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        {data ? <Formats formats={data} /> : !error && <ListShape />}
        <Besides />
      </div>
    </Page>
  )
}

function Formats({ formats }: Pick<ExportFormats, 'formats'>) {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const host = hostOf(address)
  return (
    <ul className="moving-runs">
      {formats.map((format) => (
        <WayOut key={format.id} format={format} address={format.id === 'static' ? host : undefined}>
          {format.id === 'static' && (
            <TextInput
              className="moving-address"
              size="sm"
              label={t('moving.address')}
              description={t('moving.addressAbout')}
              placeholder="https://"
              value={address}
              error={host === null && t('moving.addressWrong')}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
          )}
        </WayOut>
      ))}
    </ul>
  )
}

/** What is no part of a blog's archive: where the rest is saved, and what keeps a folder in step. */
function Besides() {
  const { t } = useTranslation()
  return (
    <section className="stack tight" aria-labelledby="besides">
      <h2 id="besides">{t('moving.besides')}</h2>
      <dl className="moving-besides">
        <dt>{t('moving.backup')}</dt>
        <dd>
          <span className="quiet">{t('moving.backupAbout')}</span>
          <code className="moving-command">bin/percakapan.mjs backup FOLDER</code>
        </dd>
        <dt>{t('moving.sync')}</dt>
        <dd>
          <span className="quiet">{t('moving.syncAbout')}</span>
          <code className="moving-command">bin/percakapan.mjs sync FOLDER</code>
        </dd>
      </dl>
      <p className="small moving-way-in">
        <Link to="/writing/import">{t('moving.page')}</Link>
      </p>
    </section>
  )
}

/** An address of a site, as the server takes it. `undefined`: none was typed; `null`: it is none. */
function hostOf(said: string): string | null | undefined {
  const typed = said.trim()
  if (!typed) return undefined
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`
  return URL.canParse(whole) && new URL(whole).pathname === '/' ? new URL(whole).origin : null
}

/** One format, and its archive. */
function WayOut(given: {
  format: ExportFormats['formats'][number]
  address: string | null | undefined
  children: ReactNode
}) {
  const { id, label, about } = given.format
  const { t } = useTranslation()
  const say = useSay()
  const query = given.address ? `?${new URLSearchParams({ address: given.address })}` : ''
  return (
    <li>
      <span className="grow">
        <span className="medium">{label}</span> <span className="small quiet">{say(about)}</span>
        {given.children}
      </span>
      <Button
        component="a"
        variant="default"
        size="sm"
        href={inWorkspace(`/api/exports/${id}${query}`)}
        leftSection={<IconDownload size={16} aria-hidden />}
        aria-label={t('moving.downloadOf', { format: label })}
      >
        {t('moving.download')}
      </Button>
    </li>
  )
}
