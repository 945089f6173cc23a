import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../../base/session.tsx'
import { useWhenChoices } from '../../../compose/use-when-choices.ts'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../../../ui/when-picker.tsx'

/** Asks for another time for all of an entry, where it is open already: no dialog above another. */
export function RescheduleAllForm({
  label,
  channelIds,
  onMove,
}: {
  label: string
  /** Whose slots and posts the field of the time shows. */
  channelIds: readonly string[]
  /** @param at an instant */
  onMove(at: string): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const choicesIn = useWhenChoices(channelIds)
  const at = pickedInstant(local, times.timeZone)
  return (
    <form
      className="stack"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        if (at) onMove(at)
      }}
    >
      <WhenPicker value={local} onChange={setLocal} choicesIn={choicesIn} />
      <div>
        <Button type="submit" disabled={!at}>
          {at ? t('calendar.moveTo', { time: times.time(at) }) : label}
        </Button>
      </div>
    </form>
  )
}
