import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deliveriesQuery } from '../base/queries.ts'
import { useTimes } from '../base/session.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { More } from '../ui/more.tsx'
import { ProblemNotice } from '../ui/parts.tsx'

/** What was not sent yet when the backup was made: from wherever the work went on, it may have left since. */
export function MayHaveLeft({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const list = useInfiniteQuery(deliveriesQuery({ state: 'scheduled,missed,unconfirmed' }))
  return (
    <Dialog onClose={onClose} size="lg" title={t('hold.lookTitle')}>
      <div className="stack">
        <p className="quiet">{t('hold.lookWhy')}</p>
        <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        {list.data?.length === 0 && <p>{t('hold.lookNone')}</p>}
        <ul className="plain stack">
          {list.data?.map(({ id, channel, text, dueAt, state }) => (
            <li key={id}>
              <p className="small quiet">
                <span className="strong">{channel.name}</span> · {channel.networkLabel} · {times.exactly(dueAt)} ·{' '}
                {t(`posts.state.${state}`)}
              </p>
              <p className="clip2">{text}</p>
            </li>
          ))}
        </ul>
        <More list={list} />
        <Link to="/posts" onClick={onClose}>
          {t('hold.toPosts')}
        </Link>
      </div>
    </Dialog>
  )
}
