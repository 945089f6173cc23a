import { Button } from '@mantine/core'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { toLocalInput } from '../base/times.ts'
import { Dialog } from '../ui/dialog.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { useWhenChoices } from './use-when-choices.ts'

interface TimeDialogProps extends Pick<ComponentProps<typeof WhenPicker>, 'choicesIn'> {
  title: string
  /** An instant: what was chosen before; `undefined`: tomorrow at nine. */
  at?: string | undefined
  /** What stands below the field. */
  hint?: string
  /** What stands on the button. @param picked an instant; `undefined` while what is typed is no time to come */
  label(picked: string | undefined): string
  onClose(): void
  onPick(at: string): void
}

/** Asks for a time that is still to come. */
export function TimeDialog({ title, at, hint, choicesIn, label, onClose, onPick }: TimeDialogProps) {
  const times = useTimes()
  const [local, setLocal] = useState(() =>
    at === undefined ? tomorrowAtNine(times.timeZone) : toLocalInput(new Date(at), times.timeZone),
  )
  const picked = pickedInstant(local, times.timeZone)
  return (
    <Dialog onClose={onClose} title={title}>
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
        {hint && <p className="small quiet">{hint}</p>}
        <div>
          <Button type="submit" disabled={!picked}>
            {label(picked)}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/**
 * Asks when a post leaves.
 * @param at an instant: what was chosen before
 * @param sends it leaves as soon as the time is chosen
 */
export function WhenDialog({
  channelIds,
  sends,
  ...rest
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
  const label = (picked: string | undefined) =>
    picked === undefined
      ? t('posts.foot.pickTime')
      : t(sends ? 'posts.foot.scheduleFor' : 'posts.foot.useTime', { time: times.planned(picked) })
  return <TimeDialog {...rest} title={t('posts.foot.pickTime')} choicesIn={useWhenChoices(channelIds)} label={label} />
}
