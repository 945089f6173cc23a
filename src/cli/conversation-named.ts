import type { Channel } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { type ConversationView, conversationAt, type ResponseView, readConversation } from '../conversations/index.ts'
import { isUuid } from '../core/uuid.ts'
import type { Words } from '../core/words.ts'
import type { Tx } from '../db/client.ts'
import { WrongUse } from './command.ts'

/** A conversation with all that they said. */
export type WholeConversation = ConversationView & { responses: ResponseView[]; channel: Channel }

/** Which conversation is meant, as `percakapan inbox` names them. */
export const conversationArgument = {
  name: '<conversation>',
  about: {
    id: 'alamat tanggapannya, seperti di daftar; atau id dari --json',
    en: 'the address of the response, as the list shows it; or the id of --json',
  },
} as const

/** Which conversation is meant. @throws WrongUse where there is none */
export async function conversationNamed(context: Context, tx: Tx, named: string): Promise<WholeConversation> {
  const id = isUuid(named) ? named : await conversationAt(tx, named)
  if (id === undefined) throw new WrongUse(noneThere(named))
  return readConversation(context, tx, id)
}

/** The one who waits longest in it, else who spoke last: whom an answer is for. */
export function personAnswered({ shown }: ConversationView): string {
  return `${shown.person.name} (${shown.person.handle})`
}

const noneThere = (named: string): Words => ({
  id: `Tidak ada percakapan dengan alamat ${named}. Salin alamatnya dari: percakapan inbox --all`,
  en: `There is no conversation at ${named}. Copy its address from: percakapan inbox --all`,
})
