import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSay } from '../base/i18n.ts'
import { setAsideQuery } from '../base/queries.ts'
import { Instant } from './parts.tsx'

/** How much came from a channel or a feed and could not be read, and why. Nothing where all could. */
export function SetAsideLine({ id }: { id: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const found = useQuery(setAsideQuery).data?.find((source) => source.id === id)
  const [first] = found?.newest ?? []
  if (!found || !first) return null
  return (
    <details className="small">
      <summary>{t('setAside.count', { count: found.count })}</summary>
      <p>{say(first.reason)}</p>
      <ul>
        {found.newest.map(({ what, seenAt }) => (
          <li key={what}>
            {/^https?:/.test(what) && <>{what} · </>}
            <Instant at={seenAt} />
          </li>
        ))}
      </ul>
    </details>
  )
}
