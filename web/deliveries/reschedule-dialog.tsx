import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../../src/http/api.ts'
import { useTimes } from '../base/session.tsx'
import { useWhenChoices } from '../compose/use-when-choices.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'
import { pickedInstant, tomorrowAtNine, WhenPicker } from '../ui/when-picker.tsx'
import { useAction } from './use-action.ts'

/** Asks for another time. */
export function RescheduleDialog({ delivery, onClose }: { delivery: Delivery; onClose(): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const [local, setLocal] = useState(() => tomorrowAtNine(times.timeZone))
  const choicesIn = useWhenChoices([delivery.channel.id])
  const at = pickedInstant(local, times.timeZone)
  const act = useAction(delivery, () => {
    onClose()
    if (at) toast(t('posts.scheduledFor', { time: times.time(at) }))
  })
  return (
    <Dialog onClose={onClose} title={t('posts.action.reschedule')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (at) act.mutate({ action: 'reschedule', body: { at, timeZone: times.timeZone } })
        }}
      >
        <WhenPicker value={local} onChange={setLocal} choicesIn={choicesIn} />
        <ProblemNotice error={act.error} />
        <div>
          <Button type="submit" disabled={!at} loading={act.isPending}>
            {at ? t('posts.sendAt', { time: times.time(at) }) : t('posts.action.reschedule')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
