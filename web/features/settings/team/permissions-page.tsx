import './team.css'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { PermissionTable } from '../../../../src/http/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { permissionsQuery } from '../../../base/queries.ts'
import { Page } from '../../../ui/page.tsx'
import { ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import { SettingsNav } from '../settings-nav.tsx'
import { TeamTabs } from './team-tabs.tsx'

/** Who may do what: the table that the program obeys. It is read here, and changed by nobody. */
export function PermissionsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(permissionsQuery)
  return (
    <Page title={t('team.title')} terms={['role']}>
      <SettingsNav />
      <TeamTabs />
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data ? <Table table={data} /> : !error && <ListShape />}
    </Page>
  )
}

function Table({ table: { roles, groups } }: { table: PermissionTable }) {
  const { t } = useTranslation()
  const say = useSay()
  return (
    <div className="stack">
      <p className="quiet">{t('team.tableLead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways on a phone is scrolled by keyboard too */}
      <section className="permissions" tabIndex={0} aria-label={t('team.table')}>
        <table>
          <thead>
            <tr>
              <td />
              {roles.map(({ role, name, people }) => (
                <th key={role} scope="col">
                  {say(name)}
                  <small className="quiet">{people ? t('team.people', { count: people }) : t('team.nobody')}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, rows }) => (
              <Fragment key={name.en}>
                <tr className="group">
                  <th scope="colgroup" colSpan={roles.length + 1}>
                    <span>{say(name)}</span>
                  </th>
                </tr>
                {rows.map((row) => (
                  <tr key={row.permission}>
                    <th scope="row">{say(row.name)}</th>
                    {row.may.map((may, at) => (
                      <td key={roles[at]?.role}>
                        <May may={may} />
                      </td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
      <p className="small quiet">{t('team.ownMeans')}</p>
    </div>
  )
}

function May({ may }: { may: boolean | 'own' }) {
  const { t } = useTranslation()
  if (may === 'own') return <span className="small">{t('team.own')}</span>
  if (may) return <IconCheck size={18} className="yes" aria-label={t('team.yes')} />
  return (
    <span className="quiet">
      <span aria-hidden="true">–</span>
      <span className="hidden-but-read">{t('team.no')}</span>
    </span>
  )
}
