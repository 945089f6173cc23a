import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deliveryStates } from './delivery-state.ts'

/** Narrows a list to deliveries in one state. @param value the state; empty or `undefined`: any */
export function StateFilter({ value = '', onChange }: { value?: string; onChange(state: string): void }) {
  const { t } = useTranslation()
  return (
    <NativeSelect
      aria-label={t('posts.stateLabel')}
      value={value}
      onChange={({ currentTarget: { value: state } }) => onChange(state)}
      data={[
        { value: '', label: t('posts.allStates') },
        ...deliveryStates.map((state) => ({ value: state, label: t(`posts.state.${state}`) })),
      ]}
    />
  )
}
