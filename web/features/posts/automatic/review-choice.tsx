import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Whether a person looks at each teaser first. */
export function ReviewChoice({ value, onChange }: { value: boolean; onChange(review: boolean): void }) {
  const { t } = useTranslation()
  return (
    <Radio.Group
      label={t('automatic.reviewLabel')}
      value={value ? 'review' : 'plan'}
      onChange={(next) => onChange(next === 'review')}
    >
      <div className="stack tight" style={{ marginTop: 8 }}>
        <Radio value="review" label={t('automatic.review')} />
        <Radio value="plan" label={t('automatic.plan')} description={t('automatic.planExplain')} />
      </div>
    </Radio.Group>
  )
}
