import { useLanguage } from './i18n.ts'

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How long something takes, in the largest unit that it has one of: `2 jam`, `2 hours`. */
export function useSpan(): (seconds: number) => string {
  const language = useLanguage()
  return (seconds) => {
    const [unit, length] = units.find(([, one]) => seconds >= one) ?? ['minute', 60]
    const count = Math.max(1, Math.round(seconds / length))
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  }
}
