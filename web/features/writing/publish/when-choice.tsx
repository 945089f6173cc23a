import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTimes } from '../../../base/session.tsx'
import { WhenPicker } from '../../../ui/when-picker.tsx'
import type { useWhen, When } from './use-when.ts'

const ways: readonly When[] = ['now', 'slot', 'later']
const labels: Readonly<Record<When, string>> = {
  now: 'writing.share.now',
  slot: 'writing.share.slot',
  later: 'writing.share.pick',
}

/** When the article goes out: now, when the next one is due and why then, or at a time of one's own. */
export function WhenChoice({ when, setWhen, local, setLocal, slot, choicesIn }: ReturnType<typeof useWhen>) {
  const { t } = useTranslation()
  const times = useTimes()
  return (
    <section className="publish-when" aria-label={t('writing.publishWhen')}>
      <SegmentedControl
        aria-label={t('writing.publishWhen')}
        value={when}
        onChange={(next) => setWhen(ways.find((way) => way === next) ?? 'now')}
        data={ways.map((value) => ({ value, label: t(labels[value]), disabled: value === 'slot' && !slot.at }))}
      />
      {when === 'slot' && slot.at && (
        <p>
          <strong>{times.planned(slot.at)}</strong>
          <span className="small quiet">{t(slot.weekly ? 'writing.share.slotWeekly' : 'writing.share.slotWhy')}</span>
        </p>
      )}
      {when === 'later' && <WhenPicker value={local} onChange={setLocal} choicesIn={choicesIn} />}
    </section>
  )
}
