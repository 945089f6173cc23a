import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asSystem } from '../db/client.ts'
import { countLetters, passwordLetter, queueLetter } from '../mail/index.ts'

/** The most letters an hour that strangers can have sent to one person. */
const mostAnHour = 4

/** Mails the link that sets a new password. The token stands behind `#`: browsers send that to no server. */
export async function mailNewPassword(context: Context, userId: string, token: string): Promise<void> {
  const home = context.config.baseUrl
  await asSystem(context.db, async (tx) => {
    const user = await tx
      .selectFrom('user')
      .select(['name', 'email', 'language'])
      .where('id', '=', userId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const anHourAgo = new Date(context.clock.now().getTime() - 3_600_000)
    if ((await countLetters(tx, userId, 'password', anHourAgo)) >= mostAnHour)
      return context.log.warn({ user: userId }, 'too many letters for a new password: not sent')
    const letter = passwordLetter({ home, link: `${home}/panel/password#${token}` })
    const to = { userId, name: user.name, email: user.email, language: user.language ?? 'id' }
    await queueLetter(context, tx, { kind: 'password', about: randomUUID(), workspaceId: null }, letter, [to])
  })
}
