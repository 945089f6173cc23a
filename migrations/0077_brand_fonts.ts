import { type Kysely, sql } from 'kysely'

/** The brand’s typefaces, by their names (src/themes/typefaces.ts); empty: those of the theme. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table brand_kit add column display_font text not null default '', add column text_font text not null default ''`.execute(
    db,
  )
}
