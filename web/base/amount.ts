import { useLanguage } from './i18n.ts'

/** An amount of a quota: money as money, units as a number. */
export function useAmount(): (amount: number, unit: 'micro-usd' | 'units') => string {
  const language = useLanguage() === 'id' ? 'id-ID' : 'en-GB'
  return (amount, unit) =>
    unit === 'units'
      ? new Intl.NumberFormat(language).format(amount)
      : new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', maximumFractionDigits: 3 }).format(
          amount / 1_000_000,
        )
}
