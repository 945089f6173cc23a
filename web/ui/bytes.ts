const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** How big a file is, as people of a language say it: `12 MB`. */
export function sayBytes(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024))))
  const value = bytes / 1024 ** step
  return value.toLocaleString(language, {
    style: 'unit',
    unit: units[step] as string,
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  })
}
