import { Button } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { slotsQuery } from '../base/queries.ts'
import { useTimes } from '../base/session.tsx'

/** Sends into the next free slot of each chosen channel; says the time before, or where to set a rhythm. */
export function NextSlot({
  channelIds,
  disabled,
  onSend,
}: {
  channelIds: readonly string[]
  disabled: boolean
  onSend(): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const rhythms = useQuery(slotsQuery).data
  if (!rhythms) return null
  const chosen = rhythms.filter(({ channelId }) => channelIds.includes(channelId))
  const next = chosen.flatMap((rhythm) => rhythm.next ?? []).sort()
  const first = next[0]
  if (!first || next.length < channelIds.length)
    return (
      <Link to="/settings/channels" className="small">
        {t('slots.setFirst')}
      </Link>
    )
  const several = new Set(next).size > 1
  return (
    <Button
      variant="default"
      disabled={disabled}
      leftSection={<IconCalendarTime size={18} aria-hidden />}
      title={times.exactly(first)}
      onClick={onSend}
    >
      {t(several ? 'slots.sendFrom' : 'slots.sendInto', { time: times.time(first) })}
    </Button>
  )
}
