const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/**
 * "Firefox · Android", of what a browser says of itself: enough to know one's own device again.
 * @returns `undefined` where it says nothing that we know
 */
export function deviceName(agent: string | null): string | undefined {
  if (!agent) return undefined
  const found = [browsers, systems].map((names) => names.find(([sign]) => sign.test(agent))?.[1]).filter(Boolean)
  return found.length ? found.join(' · ') : undefined
}
