import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWeekday } from '../ui/weekday.ts'
import type { RepeatForm } from './repeat-rule.ts'

/** How often, and on which days. */
export function RhythmFields({ form, onChange }: { form: RepeatForm; onChange(form: RepeatForm): void }) {
  const { t } = useTranslation()
  const dayName = useWeekday('short')
  return (
    <>
      <div className="row">
        <TextInput
          type="number"
          min={1}
          max={99}
          label={t('repeat.everyLabel')}
          value={Number.isNaN(form.every) ? '' : form.every}
          onChange={(event) => onChange({ ...form, every: event.currentTarget.valueAsNumber })}
        />
        <NativeSelect
          label={t('repeat.unitLabel')}
          value={form.unit}
          data={(['DAILY', 'WEEKLY', 'MONTHLY'] as const).map((unit) => ({
            value: unit,
            label: t(`repeat.unit.${unit}`),
          }))}
          onChange={(event) => onChange({ ...form, unit: event.currentTarget.value as RepeatForm['unit'] })}
        />
      </div>
      {form.unit === 'WEEKLY' && (
        <Checkbox.Group
          label={t('slots.days')}
          value={form.days.map(String)}
          onChange={(days) => onChange({ ...form, days: days.map(Number) })}
        >
          <div className="row">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Checkbox key={day} value={String(day)} label={dayName(day)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  )
}
