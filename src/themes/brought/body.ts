import { type Html, html, trusted } from '../../core/html.ts'
import { bodyOf, type Framed, previewBar, skipLink } from '../frame.ts'
import type { ThemeSite } from '../theme.ts'

/** The body of a page that a theme's templates have drawn and that was looked through: in the usual frame where they have no `layout`. */
export function bodyFrom(drawn: { html: string; whole: boolean }, site: ThemeSite, framed: Framed): Html {
  if (!drawn.whole) return bodyOf(site, framed, trusted(drawn.html))
  return html`<body class="is-${framed.kind}">
${skipLink(framed.language)}
${previewBar(framed.bar)}${trusted(drawn.html)}
</body>`
}
