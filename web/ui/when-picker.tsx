import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { fromLocalInput, toLocalInput, zoneName } from '../base/times.ts'

/** Tomorrow at nine, on the person's clock: what one most often means by “later”. */
export function tomorrowAtNine(timeZone: string, now = new Date()): string {
  return `${toLocalInput(new Date(now.getTime() + 86_400_000), timeZone).slice(0, 10)}T09:00`
}

/** The instant that was picked, when it is a time that is still to come. */
export function pickedInstant(local: string, timeZone: string, now = new Date()): string | undefined {
  const at = fromLocalInput(local, timeZone)
  return at && at > now ? at.toISOString() : undefined
}

/** Picks a moment on the person's own clock (whatever clock the device has), and says it back in words. */
export function WhenPicker({ value, onChange }: { value: string; onChange(local: string): void }) {
  const { t } = useTranslation()
  const times = useTimes()
  const at = fromLocalInput(value, times.timeZone)
  const past = at !== undefined && at <= new Date()
  return (
    <TextInput
      type="datetime-local"
      label={t('when.label')}
      description={t('when.zone', { zone: `${times.timeZone} (${zoneName(at ?? new Date(), times)})` })}
      value={value}
      error={!at ? t('when.none') : past ? t('when.past') : null}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
