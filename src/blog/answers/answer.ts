import type { Context } from '../../context.ts'
import { siteNeed } from '../../core/page-needs.ts'
import type { Tx } from '../../db/client.ts'
import type { Site } from '../pages/layout.ts'

/** What the blog answers to a path. */
export interface Answer {
  status: 200 | 301 | 302 | 404 | 421
  type: string
  body: string | Buffer
  location?: string
  /** Where else it leads, by relation: told in a header too, for programs that don't read pages. */
  links?: Readonly<Record<string, string>>
  /** Origins of what the page may show in frames. */
  frames?: readonly string[]
  /** The workspace of the page; missing before the set-up. */
  workspaceId?: string
  /** What it is made of (core/page-needs.ts); missing: anything. */
  needs?: readonly string[]
  /** What stands at this address never changes. */
  lasting?: true
  /** One of very many: it is made each time, and not kept. */
  passing?: true
}

/** What an answer is made from. */
export interface Asked {
  context: Context
  tx: Tx
  site: Site
  workspaceId: string
}

/** In which form a page is asked for. Feeds and pictures have addresses of their own. */
export type Representation = 'html' | 'markdown'

/** What HTML is sent as. */
export const htmlType = 'text/html; charset=utf-8'

/** @param needed beside the brand, which is on every page */
export function htmlAnswer(body: string, needed: readonly string[]): Answer {
  return { status: 200, type: htmlType, body, needs: [siteNeed, ...needed] }
}

/** Where one is led instead. */
export function leadTo(status: 301 | 302, location: string): Answer {
  return { status, type: htmlType, body: '', location }
}

/** The number of a list's page, as an address says it: from 2 on. `undefined` for anything else. */
export function pageNumber(piece: string): number | undefined {
  return /^(?:[2-9]|[1-9]\d{1,5})$/.test(piece) ? Number(piece) : undefined
}
