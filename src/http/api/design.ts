/** How the blog is drawn. */
import { z } from '@hono/zod-openapi'
import { id } from './shared.ts'

const label = z.string().trim().max(60)

/** A link of the menu, or of the foot. An empty label: what it leads to has a name of its own. */
export const menuEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['archive', 'search', 'product']), label }),
  z.object({ kind: z.literal('page'), id, label }),
  z.object({ kind: z.literal('tag'), tag: z.string().trim().min(1).max(100), label }),
  z.object({ kind: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(500), label }),
])

/** `PUT /api/design` */
export const designChoice = z.object({
  /** A theme's id. */
  theme: z.string().max(60),
  /** In its order; null: the usual one. */
  menu: z.array(menuEntry).max(12).nullable(),
  footer: z.object({ words: z.string().trim().max(300), links: z.array(menuEntry).max(12) }),
  /** `<meta>` and `<link>` tags that verify an owner, as they stand in the page. */
  head: z.string().max(5000),
  /** A picture's id; null: the logo. */
  icon: id.nullable(),
})

/** `GET /api/design`, and what saving answers */
export const design = designChoice.extend({
  themes: z.array(z.object({ id: z.string(), name: z.string(), about: z.object({ id: z.string(), en: z.string() }) })),
  /** What a menu holds as long as nobody has put one together. */
  usualMenu: z.array(menuEntry),
  /** Pages that are published, by name: what a menu may lead to. */
  pages: z.array(z.object({ id, name: z.string(), slug: z.string() })),
})

/** `POST /api/design/legal` → the drafts; `made` is false for one that was there already. */
export const legalDrafts = z.object({
  drafts: z.array(z.object({ kind: z.enum(['imprint', 'privacy']), id, title: z.string(), made: z.boolean() })),
})

export type MenuEntry = z.infer<typeof menuEntry>
export type DesignChoice = z.infer<typeof designChoice>
export type Design = z.infer<typeof design>
export type LegalDrafts = z.infer<typeof legalDrafts>
