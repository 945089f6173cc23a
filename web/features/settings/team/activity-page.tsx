import { DayField } from '../../../ui/day-field.tsx'
import './team.css'
import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ActivityLine } from '../../../../src/http/api.ts'
import { useSay } from '../../../base/i18n.ts'
import { activityQuery, teamQuery } from '../../../base/queries.ts'
import { useTimes } from '../../../base/session.tsx'
import { fromLocalInput, sayClock, sayDay } from '../../../base/times.ts'
import { Face } from '../../../ui/face.tsx'
import { More } from '../../../ui/more.tsx'
import { Page } from '../../../ui/page.tsx'
import { Empty, ListShape, ProblemNotice } from '../../../ui/parts.tsx'
import { SettingsNav } from '../settings-nav.tsx'
import { TeamTabs } from './team-tabs.tsx'

/** What the trail can be narrowed to (src/team/trail-words.ts). */
const kinds = ['writing', 'posts', 'automatic', 'conversations', 'channels', 'brand', 'people'] as const

interface Narrowed {
  who?: string | undefined
  what?: string | undefined
  /** `2026-11-24`, in the person's zone. */
  day?: string | undefined
}

/** Who did what, when; narrowed by person, kind and day, at an address that can be shared. */
export function ActivityPage() {
  const { t } = useTranslation()
  const search = useSearch({ strict: false }) as Narrowed
  const { timeZone } = useTimes()
  const trail = useInfiniteQuery(activityQuery({ ...search, ...spanOf(search.day, timeZone) }))
  const lines = trail.data
  return (
    <Page title={t('team.title')}>
      <SettingsNav />
      <TeamTabs />
      <Filters search={search} />
      <ProblemNotice error={trail.error} onRetry={() => void trail.refetch()} />
      {lines ? (
        lines.length === 0 ? (
          <Empty type="…">{t('team.activityNone')}</Empty>
        ) : (
          <>
            <Days lines={lines} />
            <More list={trail} />
          </>
        )
      ) : (
        !trail.error && <ListShape />
      )}
    </Page>
  )
}

/** The first and the last moment of a day on the person's clock. */
function spanOf(day: string | undefined, timeZone: string): { from?: string; to?: string } {
  const from = day && fromLocalInput(`${day}T00:00`, timeZone)
  if (!from) return {}
  const next = new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const to = fromLocalInput(`${next}T00:00`, timeZone) ?? new Date(from.getTime() + 86_400_000)
  return { from: from.toISOString(), to: to.toISOString() }
}

function Filters({ search }: { search: Narrowed }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const team = useQuery(teamQuery)
  const members = team.data ?? []
  const { who, what, day } = search
  const narrow = (change: Narrowed) =>
    void navigate({ to: '/settings/team/activity', search: { ...search, ...change }, replace: true })
  const gone = who !== undefined && team.isSuccess && !members.some(({ id }) => id === who)
  return (
    <search className="trail-filters" aria-label={t('team.activityFilters')}>
      <NativeSelect
        size="sm"
        label={t('team.activityWho')}
        value={who ?? ''}
        onChange={(event) => narrow({ who: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('team.everybody') },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
          ...(gone ? [{ value: who, label: t('team.somebodyGone') }] : []),
        ]}
      />
      <NativeSelect
        size="sm"
        label={t('team.activityWhat')}
        value={what ?? ''}
        onChange={(event) => narrow({ what: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('team.everything') },
          ...kinds.map((kind) => ({ value: kind, label: t(`team.kind.${kind}`) })),
        ]}
      />
      <DayField
        size="sm"
        optional
        label={t('team.activityDay')}
        value={day ?? ''}
        onChange={(next) => narrow({ day: next || undefined })}
      />
      {(who || what || day) && (
        <Button size="sm" variant="subtle" onClick={() => narrow({ who: undefined, what: undefined, day: undefined })}>
          {t('team.activityAll')}
        </Button>
      )}
    </search>
  )
}

/** Lines under their days. */
function Days({ lines }: { lines: readonly ActivityLine[] }) {
  const times = useTimes()
  const days = [...Map.groupBy(lines, ({ at }) => sayDay(new Date(at), times))]
  return days.map(([day, each]) => (
    <section key={each[0]?.at} className="trail-day" aria-label={day}>
      <h2>{day}</h2>
      <ul className="plain">
        {each.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id of their own, and new ones come with another first
          <Line key={`${line.at}-${at}`} line={line} />
        ))}
      </ul>
    </section>
  ))
}

function Line({ line: { at, who, did, show } }: { line: ActivityLine }) {
  const { t } = useTranslation()
  const say = useSay()
  const times = useTimes()
  const name = who?.name ?? t('team.somebody')
  return (
    <li className="trail-line">
      <time className="small quiet" dateTime={at} title={times.exactly(at)}>
        {sayClock(new Date(at), times)}
      </time>
      <Face name={name} src={null} size={32} />
      <span>
        {who ? (
          <Link
            className="trail-name"
            to="/settings/team/activity"
            search={{ who: who.id }}
            title={t('team.onlyTheirs', { name })}
          >
            {name}
          </Link>
        ) : (
          <span className="strong">{name}</span>
        )}{' '}
        {say(did)}
      </span>
      {show && <Show show={show} />}
    </li>
  )
}

function Show({ show: { kind, id } }: { show: NonNullable<ActivityLine['show']> }) {
  const { t } = useTranslation()
  return (
    <Button
      component={Link}
      to={kind === 'articles' ? `/writing/${id}` : `/conversations/${id}`}
      size="compact-sm"
      variant="subtle"
    >
      {t('team.show')}
    </Button>
  )
}
