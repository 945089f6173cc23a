import type { TFunction } from 'i18next'

/** "10 seconds", "5 minutes". */
export function saySeconds(seconds: number, t: TFunction): string {
  return seconds >= 60 && seconds % 60 === 0
    ? t('settings.minutes', { count: seconds / 60 })
    : t('settings.seconds', { count: seconds })
}
