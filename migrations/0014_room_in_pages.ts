import { type Kysely, sql } from 'kysely'

/**
 * Ids of posts and deliveries are made in the order of time (UUID version 7), so that what is made together lies together. Pages
 * of their indexes are then filled one after the other: room is left in them for the rows' later versions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const index of ['delivery_pkey', 'delivery_post_id_channel_id_key'])
    await sql.raw(`alter index ${index} set (fillfactor = 50)`).execute(db)
}
