import type { Actor, Context } from '../context.ts'
import { assignConversation } from '../conversations/index.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { membersOf } from '../team/index.ts'
import { type Command, type ExitCode, type OptionValues, WrongUse } from './command.ts'
import { conversationArgument, conversationNamed, personAnswered } from './conversation-named.ts'
import { actingAs, actingOptions, inHouse } from './house.ts'
import { oneLine } from './table.ts'

const texts = {
  given: { id: 'Percakapan dengan {who} ditangani {name}.', en: 'The conversation with {who} is with {name}.' },
  back: { id: 'Percakapan dengan {who} kembali ke tim.', en: 'The conversation with {who} is back with the team.' },
} satisfies Record<string, Words>

/** Who gets it: whom `--to` names, nobody, or whoever acts. @throws WrongUse for an address that is no member's */
async function receiver(context: Context, actor: Actor, { to, nobody }: OptionValues) {
  if (nobody === true) return undefined
  const members = await membersOf(context, actor)
  const email = typeof to === 'string' ? to.trim().toLowerCase() : undefined
  const member = members.find((one) => (email === undefined ? one.id === actor.userId : one.email === email))
  if (member) return member
  const all = members.map((one) => one.email).join(', ')
  throw new WrongUse({
    id: `Tidak ada anggota dengan surel ${email}. Yang ada: ${all}.`,
    en: `There is no member with the email ${email}. There are: ${all}.`,
  })
}

/** `percakapan inbox assign <conversation>`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [conversationArgument],
  options: [
    {
      flags: '--to <email>',
      about: { id: 'surel anggota; tanpa ini: yang bertindak', en: 'email of a member; none: who acts' },
    },
    { flags: '--nobody', about: { id: 'kembalikan ke tim', en: 'give it back to the team' } },
    ...actingOptions,
  ],
  examples: ['percakapan inbox assign https://fake.example/r1 --to hana@contoh.id'],
  run: ([named = ''], options, streams, open) =>
    inHouse<ExitCode>(open, streams, async (context) => {
      const { actor } = await actingAs(context, options, streams, ['answer'])
      const found = await inWorkspace(context.db, actor.workspaceId, (tx) => conversationNamed(context, tx, named))
      const to = await receiver(context, actor, options)
      await assignConversation(context, actor, found.id, { to: to?.id ?? null })
      const said = { who: oneLine(personAnswered(found)), name: oneLine(to?.name ?? '') }
      await streams.out(`${say(to ? texts.given : texts.back, streams.language, said)}\n`)
      return 0
    }),
}
