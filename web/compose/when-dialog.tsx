import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { toLocalInput } from '../base/times.ts'
import { Dialog } from '../ui/dialog.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { useWhenChoices } from './use-when-choices.ts'

/**
 * Asks for a time that is still to come.
 * @param at an instant: what was chosen before
 * @param sends it leaves as soon as the time is chosen
 */
export function WhenDialog({
  at,
  channelIds,
  sends,
  onClose,
  onPick,
}: {
  at: string | undefined
  /** Whose slots and busy days the field shows. */
  channelIds: readonly string[]
  sends: boolean
  onClose(): void
  onPick(at: string): void
}) {
  const { t } = useTranslation()
  const times = useTimes()
  const [local, setLocal] = useState(() =>
    at === undefined ? tomorrowAtNine(times.timeZone) : toLocalInput(new Date(at), times.timeZone),
  )
  const choicesIn = useWhenChoices(channelIds)
  const picked = pickedInstant(local, times.timeZone)
  return (
    <Dialog onClose={onClose} title={t('posts.foot.pickTime')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!picked) return
          onPick(picked)
          onClose()
        }}
      >
        <WhenPicker value={local} onChange={setLocal} choicesIn={choicesIn} />
        <div>
          <Button type="submit" disabled={!picked}>
            {!picked
              ? t('posts.foot.pickTime')
              : t(sends ? 'posts.foot.scheduleFor' : 'posts.foot.useTime', { time: times.planned(picked) })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
