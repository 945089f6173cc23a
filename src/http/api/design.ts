/** How the blog is drawn. */
import { z } from '@hono/zod-openapi'
import { canBeTag, noTag } from '../../core/input-limits.ts'
import { id, words } from './shared.ts'

const label = z.string().trim().max(60)

/** A link of the menu, or of the foot. An empty label: what it leads to has a name of its own. */
export const menuEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['archive', 'search', 'product']), label }),
  z.object({ kind: z.literal('page'), id, label }),
  z.object({
    kind: z.literal('tag'),
    tag: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine(canBeTag, { params: { words: noTag } }),
    label,
  }),
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

/** Something that was found in a theme: a file of it, and a line from 1 on. */
export const themeFinding = z.object({
  level: z.enum(['refused', 'lacking']),
  file: z.string(),
  line: z.number().int().nullable(),
  words,
})

/** A theme that somebody brought. */
export const broughtTheme = z.object({
  id,
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  author: z.string(),
  about: words,
  /** What it lacks. */
  findings: z.array(themeFinding),
  /** What it could not draw for a reader; null: nothing. */
  trouble: themeFinding.extend({ at: z.string() }).nullable(),
})

/** `POST /api/themes`: the id of an upload (`use: import`), a ZIP. */
export const themeBring = z.object({ upload: id })

/** What came of it. `theme` null: something was refused, and nothing was kept. */
export const themeBrought = z.object({
  name: z.string(),
  version: z.string(),
  theme: broughtTheme.nullable(),
  /** It has taken the place of an older version. */
  replaced: z.boolean(),
  findings: z.array(themeFinding),
})

/** `GET /api/design`, and what saving answers */
export const design = designChoice.extend({
  themes: z.array(z.object({ id: z.string(), name: z.string(), about: words })),
  /** The workspace's own themes. */
  brought: z.array(broughtTheme),
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
export type ThemeFinding = z.infer<typeof themeFinding>
export type BroughtTheme = z.infer<typeof broughtTheme>
export type ThemeBrought = z.infer<typeof themeBrought>
export type Design = z.infer<typeof design>
export type LegalDrafts = z.infer<typeof legalDrafts>
