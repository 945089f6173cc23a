import { useTranslation } from 'react-i18next'
import type { Preview } from '../../src/http/api.ts'
import { useAmount } from '../base/amount.ts'
import { useSay } from '../base/i18n.ts'

/** What sending it uses up, before it is spent. */
export function Prices({ prices }: { prices: Preview['prices'] }) {
  const { t } = useTranslation()
  const say = useSay()
  const amountOf = useAmount()
  if (prices.length === 0) return null
  return (
    <p className="small quiet">
      {prices
        .map(({ label, unit, amount }) => t('posts.price', { what: say(label), amount: amountOf(amount, unit) }))
        .join(' · ')}
    </p>
  )
}
