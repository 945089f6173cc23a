import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { sayDate } from '../base/times.ts'
import { readDate } from '../base/typed.ts'
import { MonthGrid } from './when/month-grid.tsx'
import { TypedField, type TypedFieldProps } from './when/typed-field.tsx'

/** A day: typed as one says it, or chosen from a month that lies over what follows. `value` is `2026-12-05`, empty for none. */
export function DayField({ min, optional, ...field }: TypedFieldProps & { min?: string; optional?: boolean }) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <TypedField
      {...field}
      floating
      icon="calendar"
      optional={optional}
      hint={t('when.hintDay')}
      say={(date) => sayDate(date, times)}
      read={(typed) => readDate(typed, times)}
      panel={(close) => (
        <MonthGrid
          value={field.value}
          min={min}
          onChange={(date) => {
            field.onChange(date)
            close()
          }}
        />
      )}
    />
  )
}
