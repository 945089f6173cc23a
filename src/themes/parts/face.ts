import { type Html, html } from '../../core/html.ts'

/** Somebody's picture, or else the first letter of their name. @param file of the media store */
export function face(file: string | undefined, name: string, size = 48): Html {
  if (file) return html`<img class="logo" src="/media/${file}" alt="" width="${size}" height="${size}" loading="lazy">`
  return monogram(name)
}

/** The first letter of a name, on the accent. */
export function monogram(name: string): Html {
  const [letter = '·'] = name.trim().toUpperCase()
  return html`<svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect width="32" height="32" rx="7"/><text x="16" y="22.5" text-anchor="middle">${letter}</text></svg>`
}

/** A web address as people say it. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
}
