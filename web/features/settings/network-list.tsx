import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NetworkInfo } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { NetworkMark } from '../../ui/network-mark.tsx'
import { SearchBox } from '../../ui/search-box.tsx'

type Level = NetworkInfo['effort']['level']

/** From what takes a minute to what is done by hand. */
const levels: readonly Level[] = ['minute', 'minutes', 'half-hour', 'hand']

function NetworkRow({ network: { name, label, effort, ways } }: { network: NetworkInfo }) {
  const { t } = useTranslation()
  const say = useSay()
  const about = [effort.needs, effort.cost].flatMap((words) => (words ? [say(words)] : []))
  const orByHand = effort.level !== 'hand' && ways.some(({ kind }) => kind === 'assisted')
  return (
    <li className="network-line">
      <Link className="network-row" to="/settings/channels/new" search={{ network: name }}>
        <NetworkMark network={name} className="large" />
        <span className="grow stack" style={{ gap: 0 }}>
          <span className="strong">{label}</span>
          <span className="small quiet">{about.join(' · ') || t(`channels.kind.${ways[0]?.kind ?? 'form'}`)}</span>
        </span>
        <IconChevronRight size={18} aria-hidden className="quiet" />
      </Link>
      {orByHand && (
        <Link className="or-by-hand" to="/settings/channels/new" search={{ network: name, way: 'assisted' }}>
          <span className="pill">
            {t('channels.orByHand')}
            <span className="hidden-but-read"> · {label}</span>
          </span>
        </Link>
      )}
    </li>
  )
}

/** All networks, by how much work connecting to them is. */
export function NetworkList({ networks }: { networks: readonly NetworkInfo[] }) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const fitting = networks.filter(({ label }) => label.toLowerCase().includes(wanted))
  const groups = levels
    .map((level) => ({ level, members: fitting.filter(({ effort }) => effort.level === level) }))
    .filter(({ members }) => members.length)
  return (
    <div className="networks">
      <div className="networks-find">
        <SearchBox label={t('channels.findNetwork')} value={query} onSearch={setQuery} />
      </div>
      <p className="networks-hint">{t('channels.noKeysYet')}</p>
      {groups.map(({ level, members }) => (
        <section key={level} aria-labelledby={`effort-${level}`}>
          <h2 id={`effort-${level}`}>
            {t(`channels.effort.${level}`)} <span>{t(`channels.effortMeans.${level}`)}</span>
          </h2>
          <ul className="plain">
            {members.map((network) => (
              <NetworkRow key={network.name} network={network} />
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && <p className="quiet">{t('common.nothingFound', { q: query })}</p>}
    </div>
  )
}
