import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { channelsQuery } from '../../../base/queries.ts'
import { useMay } from '../../../base/session.tsx'
import { Badge } from '../../../ui/parts.tsx'

type State = 'active' | 'paused'

/** Whether it works now, where to, and whether a person looks first. */
export function SourceLine({
  state,
  channelIds,
  tags = [],
  review,
}: {
  state: State
  channelIds: string[]
  tags?: string[]
  review: boolean
}) {
  const { t } = useTranslation()
  const channels = useQuery(channelsQuery).data ?? []
  const names = channels.filter(({ id }) => channelIds.includes(id)).map(({ networkLabel }) => networkLabel)
  return (
    <>
      <Badge tone={state === 'active' ? 'fine' : 'waiting'}>{t(`automatic.state.${state}`)}</Badge>
      <span>{names.join(', ')}</span>
      {tags.length > 0 && <span>{tags.join(', ')}</span>}
      <span>{t(review ? 'automatic.saidReview' : 'automatic.saidPlan')}</span>
    </>
  )
}

/** What can be done with a source by whoever plans: another form, a pause, its end. */
export function SourceTools({
  state,
  pausing,
  removing,
  strong,
  onChange,
  onState,
  onRemove,
}: {
  state: State
  pausing: boolean
  removing: boolean
  /** Changing it is the first thing that is offered. */
  strong?: boolean
  onChange(): void
  onState(state: State): void
  onRemove(): void
}) {
  const { t } = useTranslation()
  if (!useMay()('plan')) return null
  const active = state === 'active'
  return (
    <>
      <Button size="xs" variant={strong ? 'default' : 'subtle'} onClick={onChange}>
        {t('automatic.change')}
      </Button>
      <Button size="xs" variant="subtle" loading={pausing} onClick={() => onState(active ? 'paused' : 'active')}>
        {t(active ? 'repeat.action.pause' : 'repeat.action.resume')}
      </Button>
      <Button size="xs" variant="subtle" loading={removing} onClick={onRemove}>
        {t('automatic.remove')}
      </Button>
    </>
  )
}
