import { useTranslation } from 'react-i18next'
import { useTimes } from '../base/session.tsx'
import { sayHour } from '../base/times.ts'
import { readHour } from '../base/typed.ts'
import { TimeList } from './when/time-list.tsx'
import { TypedField, type TypedFieldProps } from './when/typed-field.tsx'

/** A time of day: typed as one says it (`9`, `19.30`, `7 malam`), or chosen. `value` is `09:00`, empty for none. */
export function TimeField(field: TypedFieldProps) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <TypedField
      {...field}
      floating
      icon="clock"
      hint={t('when.hintTime')}
      say={(time) => sayHour(time, times.language)}
      read={(typed) => readHour(typed, times)}
      panel={(close) => (
        <TimeList
          value={field.value}
          onChange={(time) => {
            field.onChange(time)
            close()
          }}
        />
      )}
    />
  )
}
