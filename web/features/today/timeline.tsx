import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '../../../src/http/api.ts'
import { calendarQuery } from '../../base/queries.ts'
import { useMay, useNow, useTimes } from '../../base/session.tsx'
import { fromLocalInput, sayClock, sayDay, toLocalInput } from '../../base/times.ts'
import { NetworkMarks } from '../../ui/network-mark.tsx'
import { ListShape, ProblemNotice } from '../../ui/parts.tsx'

/** What leaves at one time: a message to however many channels, an article, a repeat to come, or a free slot. */
interface Entry {
  key: string
  at: string
  kind: 'post' | 'article' | 'repeat' | 'free'
  text: string
  channelIds: readonly string[]
  sent: boolean
  id: string
}

const daysShown = 7
/** Of the days to come, so many entries; the calendar has the rest. */
const laterShown = 4

function entriesOf({ posts, articles, repeats, free }: Calendar): Entry[] {
  const byPost = Map.groupBy(posts, ({ postId, at }) => `${postId} ${at}`)
  const entries: Entry[] = [
    ...[...byPost].flatMap(([key, deliveries]): Entry[] => {
      const [first] = deliveries
      if (!first) return []
      const channelIds = deliveries.map(({ channelId }) => channelId)
      const sent = deliveries.every(({ state }) => state === 'published')
      return [{ key, at: first.at, kind: 'post', text: first.text, channelIds, sent, id: first.id }]
    }),
    ...articles.map(
      ({ id, at, title, state }): Entry => ({
        key: id,
        at,
        kind: 'article',
        text: title,
        channelIds: [],
        sent: state === 'published',
        id,
      }),
    ),
    ...repeats.map(
      ({ seriesId, at, text, channelIds }): Entry => ({
        key: `${seriesId} ${at}`,
        at,
        kind: 'repeat',
        text,
        channelIds,
        sent: false,
        id: seriesId,
      }),
    ),
    ...free.map(
      ({ at, channelIds }): Entry => ({
        key: `free ${at}`,
        at,
        kind: 'free',
        text: '',
        channelIds,
        sent: false,
        id: '',
      }),
    ),
  ]
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function useWay() {
  return ({
    kind,
    id,
    at,
    channelIds,
    text,
  }: Entry): { to: string; search?: Record<string, string>; params?: object } => {
    if (kind === 'article') return { to: '/writing/$articleId', params: { articleId: id } }
    if (kind === 'repeat') return { to: '/posts/repeats' }
    if (kind === 'free') return { to: '/posts/new', search: { at, channels: channelIds.join(',') } }
    return { to: '/posts', search: { q: text.slice(0, 60) } }
  }
}

function Line({ entry, when, networks }: { entry: Entry; when: string; networks: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  const way = useWay()(entry)
  const { kind, sent, text, channelIds } = entry
  return (
    <li>
      <Link
        className={`leave ${kind}${sent ? ' gone' : ''}`}
        to={way.to}
        search={way.search ?? {}}
        // Which names it needs depends on the address, which is chosen above.
        params={(way.params ?? {}) as never}
      >
        <time dateTime={entry.at}>{when}</time>
        <span className="leave-words">
          {kind === 'free' ? (
            <span>
              <span className="quiet">{t('today.freeSlot')}</span> <b>{t('today.writeSomething')}</b>
            </span>
          ) : (
            <span className="clip2">{text || t('today.noVersion')}</span>
          )}
          <span className="small quiet row still">
            {sent && (
              <span className="fine">
                {t(kind === 'article' ? 'writing.state.published' : 'posts.state.published')}
              </span>
            )}
            {kind === 'article' && t('calendar.article')}
            {kind === 'repeat' && t('repeat.button')}
            {channelIds.length > 0 && <NetworkMarks networks={channelIds.flatMap((id) => networks.get(id) ?? [])} />}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** Today from its beginning, so that what has left is seen too; then the next of the coming days. */
function useDays() {
  const times = useTimes()
  const now = useNow()
  const day = Date.parse(toLocalInput(now, times.timeZone).slice(0, 10))
  const midnight = (days: number) =>
    fromLocalInput(`${new Date(day + days * 86_400_000).toISOString().slice(0, 10)}T00:00`, times.timeZone) ?? now
  return { from: midnight(0), tomorrow: midnight(1), to: midnight(daysShown), times, now }
}

/** What goes out today, with the free slots; and what comes next. */
export function Timeline() {
  const { t } = useTranslation()
  const may = useMay()
  const { from, tomorrow, to, times, now } = useDays()
  const query = useQuery(calendarQuery({ from: from.toISOString(), to: to.toISOString() }))
  if (query.error) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <ListShape />
  const networks = new Map(query.data.channels.map(({ id, network }) => [id, network]))
  const all = entriesOf(query.data).filter(({ kind, at }) => kind !== 'free' || (may('send') && new Date(at) > now))
  const today = all.filter(({ at }) => new Date(at) < tomorrow)
  const later = all.filter(({ at, kind }) => new Date(at) >= tomorrow && kind !== 'free').slice(0, laterShown)
  return (
    <>
      {today.length === 0 && <p className="quiet">{t('today.nothingLeaves')}</p>}
      {today.length > 0 && (
        <ol className="plain timeline">
          {today.map((entry) => (
            <Line key={entry.key} entry={entry} when={sayClock(new Date(entry.at), times)} networks={networks} />
          ))}
        </ol>
      )}
      {later.length > 0 && (
        <>
          <h3 className="later">{t('today.later')}</h3>
          <ol className="plain timeline" aria-label={t('today.later')}>
            {later.map((entry) => (
              <Line
                key={entry.key}
                entry={entry}
                when={sayDay(new Date(entry.at), { ...times, now })}
                networks={networks}
              />
            ))}
          </ol>
        </>
      )}
    </>
  )
}
