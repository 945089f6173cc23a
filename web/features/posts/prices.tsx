import { useTranslation } from 'react-i18next'
import type { Preview } from '../../../src/http/api.ts'
import { useLanguage, useSay } from '../../app/i18n.ts'

/** An amount of a meter: money as money, units as a number. */
export function useAmount(): (amount: number, unit: 'micro-usd' | 'units') => string {
  const language = useLanguage() === 'id' ? 'id-ID' : 'en-GB'
  return (amount, unit) =>
    unit === 'units'
      ? new Intl.NumberFormat(language).format(amount)
      : new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: 3 }).format(
          amount / 1_000_000,
        )
}

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
