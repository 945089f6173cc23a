import type { Selectable } from 'kysely'
import type { Actor, Context } from '../context.ts'
import { siteNeed } from '../core/page-needs.ts'
import { Problem } from '../core/problem.ts'
import { type TypefaceId, typefaceOf } from '../core/typefaces.ts'
import type { Language } from '../core/words.ts'
import { asSystem, inWorkspace, type Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'
import { fileOf } from '../media/index.ts'
import { homeWorkspace, nameWorkspace, record } from '../team/index.ts'

/** Who is speaking: one for a workspace. */
export interface BrandKit {
  name: string
  /** Without `@`. */
  handle: string
  promise: string
  /** Empty: none. */
  productSite: string
  language: Language
  accent: string
  paper: string
  logo: string | null
  /** Typefaces of the blog, by the names that themes know them by; empty: those of the theme. */
  displayFont?: TypefaceId | ''
  textFont?: TypefaceId | ''
}

/** @returns `undefined` before the brand has been named */
export async function readBrandKit(tx: Tx, workspaceId: string): Promise<BrandKit | undefined> {
  const row = await tx.selectFrom('brand_kit').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst()
  return row && asKit(row)
}

/** The name of the brand whose blog is here, as its readers know it; `undefined` before it has one. */
export function homeBrandName(context: Context): Promise<string | undefined> {
  return asSystem(context.db, async (tx) => {
    const workspaceId = await homeWorkspace(tx)
    return workspaceId ? (await readBrandKit(tx, workspaceId))?.name : undefined
  })
}

function asKit(row: Selectable<Tables['brand_kit']>): BrandKit {
  const { name, handle, promise, language, accent, paper, logo } = row
  const fonts = { displayFont: typefaceOf(row.display_font), textFont: typefaceOf(row.text_font) }
  return { name, handle, promise, productSite: row.product_site, language, accent, paper, logo, ...fonts }
}

/** Names the brand, or changes it. @throws Problem `wrong-input` for a logo that is not one of the workspace's pictures */
export async function saveBrandKit(context: Context, actor: Actor, kit: BrandKit): Promise<BrandKit> {
  const handle = kit.handle.replace(/^@+/, '')
  const saved = await inWorkspace(context.db, actor.workspaceId, async (tx) => {
    if (kit.logo && !(await fileOf(tx, kit.logo))) throw noLogo()
    const values = {
      name: kit.name,
      handle,
      promise: kit.promise,
      product_site: kit.productSite,
      language: kit.language,
      accent: kit.accent,
      paper: kit.paper,
      logo: kit.logo,
      display_font: kit.displayFont ?? '',
      text_font: kit.textFont ?? '',
      updated_at: context.clock.now(),
    }
    const row = await tx
      .insertInto('brand_kit')
      .values({ workspace_id: actor.workspaceId, ...values })
      .onConflict((on) => on.column('workspace_id').doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow()
    await nameWorkspace(tx, actor.workspaceId, kit.name)
    await record(tx, actor, 'brand.save', actor.workspaceId)
    return asKit(row)
  })
  context.bus.tell(actor.workspaceId, 'brand')
  context.bus.tell(actor.workspaceId, 'pages', [siteNeed])
  return saved
}

function noLogo(): Problem {
  return new Problem(
    'wrong-input',
    { id: 'Gambar logo itu tidak ada. Unggah sekali lagi.', en: 'That logo picture does not exist. Upload it again.' },
    { field: 'logo' },
  )
}
