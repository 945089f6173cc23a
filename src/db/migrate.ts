import { Migrator } from 'kysely/migration'
import { migrations } from '../../migrations/index.ts'
import { Problem } from '../core/problem.ts'
import { asProblem, type Db } from './client.ts'

/**
 * Brings the database to this version's shape. Processes that start at once take turns (Kysely's lock).
 * @param tell hears of it where an older version's rows are there: that may take minutes
 * @throws Problem `wrong-input` when a newer version of the program has been here
 */
export async function migrate(db: Db, tell: (id: string, en: string) => void = () => undefined): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const done = await migrator.getMigrations().catch(() => [])
  const steps = done.filter(({ executedAt }) => !executedAt).length
  if (steps > 0 && steps < done.length) tell(...toldOfSteps)
  const { error, results } = await migrator.migrateToLatest()
  if (!error) return
  if (/corrupted migrations|is missing/i.test(String((error as Error).message))) throw newerData(done.length)
  const failed = results?.find((result) => result.status === 'Error')
  const detail = `migration ${failed?.migrationName ?? '?'} failed`
  const known = asProblem(error)
  if (known instanceof Problem) throw known
  throw new Problem('unavailable', noTables, {
    detail,
    cause: error,
    values: { why: String((error as Error).message) },
  })
}

const toldOfSteps = [
  'Tabel disesuaikan dengan versi baru; dengan banyak data itu perlu beberapa menit …',
  'Bringing the tables to the new version’s shape; with much data that takes some minutes …',
] as const

const noTables = {
  id: 'Tabel-tabel di basis data tidak dapat disiapkan: {why}. Yang sudah ada di sana tidak diubah. Periksa apakah pengguna di DATABASE_URL boleh membuat tabel, lalu mulai lagi.',
  en: 'The tables in the database could not be prepared: {why}. What was there before was not changed. See whether the user in DATABASE_URL may make tables, then start again.',
}

function newerData(known: number): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Folder data ini sudah dipakai oleh versi Percakapan yang lebih baru. Perbarui program ini (git pull), lalu mulai lagi. Data Anda tidak disentuh.',
      en: 'This data folder has been used by a newer version of Percakapan. Update this program (git pull) and start again. Your data were not touched.',
    },
    { detail: `data folder has migrations beyond the ${known} that this version knows` },
  )
}
