import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readable } from '../../themes/index.ts'
import type { Site } from './layout.ts'

/** What a card shows: who is speaking, and about what. */
export interface CardView {
  title: string
  brand: string
  handle: string
  /** The blog's host, as readers type it. */
  host: string
  accent: string
  paper: string
  logo?: Buffer
}

/** In pixels. */
export const cardSize = { width: 1200, height: 630 }

/** How cards are drawn: another number with every change that one sees. */
const drawing = 1

/**
 * Where an article's card stands, below home. Networks keep a picture by its address, for months: what shows something else has
 * another address.
 */
export function cardPath(site: Site, slug: string, title: string): string {
  const shown = JSON.stringify([drawing, title, site.name, site.handle, site.home, site.accent, site.paper, site.logo])
  const version = createHash('sha256').update(shown).digest('hex').slice(0, 10)
  return `/card/${version}/${encodeURIComponent(slug)}.png`
}

const require = createRequire(import.meta.url)
const fonts: Promise<Buffer>[] = []

function loadFonts(): Promise<Buffer[]> {
  if (!fonts.length) {
    for (const name of ['literata', 'plus-jakarta-sans']) {
      const folder = join(dirname(require.resolve(`@fontsource-variable/${name}/package.json`)), 'files')
      for (const script of ['latin', 'latin-ext'])
        fonts.push(readFile(join(folder, `${name}-${script}-wght-normal.woff2`)))
    }
  }
  return Promise.all(fonts)
}

/** The Open Graph picture of an article, as PNG. */
export async function drawCard(view: CardView): Promise<Buffer> {
  const { Renderer } = await import('@takumi-rs/core')
  const accent = readable(view.accent, view.paper)
  const ink = readable('#23211d', view.paper)
  const size = view.title.length > 90 ? 52 : view.title.length > 50 ? 62 : 74
  const brandLine = [view.brand, view.handle && `@${view.handle}`].filter(Boolean).join('  ·  ')
  const node = {
    type: 'container',
    style: {
      width: '100%',
      height: '100%',
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'space-between',
      padding: 72,
      backgroundColor: view.paper,
    },
    children: [
      {
        type: 'container',
        style: { display: 'flex', alignItems: 'center', gap: 24 },
        children: [
          ...(view.logo ? [{ type: 'image', src: 'logo', width: 72, height: 72, style: { borderRadius: 14 } }] : []),
          {
            type: 'text',
            text: brandLine,
            style: { fontSize: 32, fontFamily: 'Plus Jakarta Sans', fontWeight: 700, color: accent },
          },
        ],
      },
      {
        type: 'text',
        text: view.title,
        style: { fontSize: size, lineHeight: 1.18, fontFamily: 'Literata', fontWeight: 600, color: ink, lineClamp: 5 },
      },
      {
        type: 'container',
        style: { display: 'flex', alignItems: 'center', gap: 20 },
        children: [
          { type: 'container', style: { width: 64, height: 8, backgroundColor: accent, borderRadius: 4 } },
          {
            type: 'text',
            text: view.host,
            style: { fontSize: 28, fontFamily: 'Plus Jakarta Sans', fontWeight: 500, color: ink },
          },
        ],
      },
    ],
  }
  const images = view.logo ? [{ src: 'logo', data: view.logo }] : []
  const options = { ...cardSize, format: 'png', fonts: await loadFonts(), images }
  return new Renderer().render(node as never, options as never)
}
