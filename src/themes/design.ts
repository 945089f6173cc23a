/** How a workspace's blog is drawn, as it was chosen. */
import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import { inWorkspace, type Tx } from '../db/client.ts'
import type { HeadTag, MenuEntry, Tables } from '../db/tables.ts'
import { fileOf } from '../media/index.ts'
import { record } from '../team/index.ts'
import { wholeTheme } from './brought/keep.ts'
import { readHeadTags } from './head-tags.ts'
import { defaultTheme, themes } from './register.ts'

export type { HeadTag, MenuEntry } from '../db/tables.ts'

/** What was chosen for a blog. */
export interface Design {
  /** A theme's id. */
  theme: string
  /** In its order; `null`: nobody has put one together, and the blog has the usual one. */
  menu: readonly MenuEntry[] | null
  footer: { words: string; links: readonly MenuEntry[] }
  head: readonly HeadTag[]
  /** The id of a picture; `null`: the logo. */
  icon: string | null
}

/** What somebody chooses; the tags of the head as they typed them. */
export type DesignChoice = Omit<Design, 'head'> & { head: string }

/** What a blog has before anybody chose. */
export const firstDesign: Design = {
  theme: defaultTheme.id,
  menu: null,
  footer: { words: '', links: [] },
  head: [],
  icon: null,
}

/** What a menu holds as long as nobody has put one together: the archive, the search, and the way to what the brand sells. */
export const usualMenu: readonly MenuEntry[] = [
  { kind: 'archive', label: '' },
  { kind: 'search', label: '' },
  { kind: 'product', label: '' },
]

/** How the workspace's blog is drawn. */
export async function readDesign(tx: Tx, workspaceId: string): Promise<Design> {
  const row = await tx.selectFrom('blog_design').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row ? asDesign(row) : firstDesign
}

function asDesign(row: Selectable<Tables['blog_design']>): Design {
  const { theme, menu, footer_words: words, footer_links: links, head, icon } = row
  return { theme, menu, footer: { words, links }, head, icon }
}

/**
 * Chooses how the workspace's blog is drawn. Its pages are made anew, and no other workspace's.
 * @throws Problem `wrong-input` for a theme that there is not, an icon that is no picture of the workspace, or a tag that may not stand
 * in the head
 */
export async function saveDesign(context: Context, actor: Actor, choice: DesignChoice): Promise<Design> {
  const head = readHeadTags(choice.head)
  const saved = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const known = themes.some(({ id }) => id === choice.theme)
    if (!known && !(await wholeTheme(tx, actor.workspaceId, choice.theme))) throw noTheme()
    if (choice.icon && !(await fileOf(tx, choice.icon))) throw noIcon()
    const values = {
      theme: choice.theme,
      menu: choice.menu && JSON.stringify(choice.menu),
      footer_words: choice.footer.words,
      footer_links: JSON.stringify(choice.footer.links),
      head: JSON.stringify(head),
      icon: choice.icon,
      updated_at: context.clock.now(),
    }
    const row = await tx
      .insertInto('blog_design')
      .values({ workspace_id: actor.workspaceId, ...values })
      .onConflict((on) => on.column('workspace_id').doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(tx, actor, 'design.save', actor.workspaceId)
    return asDesign(row)
  })
  context.bus.tell(actor.workspaceId, 'brand')
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
  return saved
}

function noTheme(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Tema itu tidak ada. Pilih salah satu yang ditampilkan.',
      en: 'There is no such theme. Choose one of those shown.',
    },
    { field: 'theme' },
  )
}

function noIcon(): Problem {
  return new Problem(
    'wrong-input',
    { id: 'Gambar ikon itu tidak ada. Unggah sekali lagi.', en: 'That icon picture does not exist. Upload it again.' },
    { field: 'icon' },
  )
}
