/** What translations of one another share: a key, with one article for each language. */
import type { Selectable } from 'kysely'
import { Problem } from '../core/problem.ts'
import type { Language, Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import type { Tables } from '../db/tables.ts'

/** A place among translations. */
type Place = Pick<Selectable<Tables['article']>, 'id' | 'language' | 'translation_key'>

/** What languages are called in the middle of a sentence. */
export const languageNames: Readonly<Record<Language, Words>> = {
  id: { id: 'bahasa Indonesia', en: 'Indonesian' },
  en: { id: 'bahasa Inggris', en: 'English' },
}

/** Who has a place among translations that another article wants; `undefined`: it is free. */
export async function takenBy(
  tx: Tx,
  { id, language, translation_key }: Place,
): Promise<{ id: string; name: string } | undefined> {
  if (!translation_key) return undefined
  return tx
    .selectFrom('article')
    .select(['id', 'name'])
    .where('translation_key', '=', translation_key)
    .where('translation_key', '<>', '')
    .where('language', '=', language)
    .where('id', '<>', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}

/** The key, or none where another article has that place. */
export async function keyIfFree(tx: Tx, place: Place): Promise<string> {
  return (await takenBy(tx, place)) ? '' : place.translation_key
}

/** @throws Problem `wrong-input`, field `language`, where another article is that translation already */
export async function refuseTaken(
  tx: Tx,
  { id, language, translationKey }: { id: string; language: Language; translationKey: string },
): Promise<void> {
  const other = await takenBy(tx, { id, language, translation_key: translationKey })
  if (other) throw languageTaken(language, other.name)
}

/** `wrong-input`: those translations have an article in that language. @param title its */
export function languageTaken(language: Language, title: string): Problem {
  const named = languageNames[language]
  const [id, en] = title ? [`, yaitu “${title}”`, `: “${title}”`] : ['', '']
  return new Problem(
    'wrong-input',
    {
      id: `Terjemahan ${named.id} sudah ada${id}. Pisahkan dahulu artikel itu dari terjemahannya, atau pilih bahasa lain.`,
      en: `There is an ${named.en} translation already${en}. Take that article out of the translations first, or choose another language.`,
    },
    { field: 'language' },
  )
}
