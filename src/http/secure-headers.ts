import type { Config } from '../config.ts'

const yearSeconds = 365 * 24 * 3600

/** What the panel and the blog never use of a browser: https://www.w3.org/TR/permissions-policy/ */
const permissions = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'browsing-topics']

/**
 * Of every answer, errors included; a page that needs more (the panel, the blog) says so itself.
 * @returns names in small letters
 */
export function headersOfAll(config: Config): Record<string, string> {
  const secure = config.baseUrl.startsWith('https:')
  return {
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'permissions-policy': permissions.map((name) => `${name}=()`).join(', '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    // For this host only: what else its domain serves is not ours to decide.
    ...(secure ? { 'strict-transport-security': `max-age=${yearSeconds}` } : {}),
  }
}
