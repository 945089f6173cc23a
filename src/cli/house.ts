import type { Actor, Context } from '../context.ts'
import { fill, say } from '../core/words.ts'
import { asSystem, runningParts } from '../db/client.ts'
import {
  homeWorkspace,
  type Member,
  may,
  membershipsOf,
  membersOf,
  notPermitted,
  ownersOf,
  type Permission,
} from '../team/index.ts'
import { type OpenContext, type OptionValues, type Streams, WrongUse } from './command.ts'

/** Opens the house, does the work, and closes it again whatever happens. What takes long is told on the error stream. */
export async function inHouse<T>(
  open: OpenContext,
  streams: Streams,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { context, close } = await open((id, en) => void streams.err(`${say({ id, en }, streams.language)}\n`))
  try {
    return await work(context)
  } finally {
    await close()
  }
}

/** Who acts in the shell: a person, in a workspace, with the role that they have there. */
export interface Acting {
  actor: Actor
  member: Member
}

/** Who acts, as two options say it: for every command that works in a workspace. */
export const actingOptions = [
  {
    flags: '--as <email>',
    about: {
      id: 'surel (email) orang yang bertindak; tanpa ini: satu-satunya pemilik',
      en: 'email of who acts; none: the only owner',
    },
  },
  {
    flags: '--workspace <name>',
    about: {
      id: 'nama atau id ruang kerja; tanpa ini: yang pertama milik orang itu',
      en: 'name or id of the workspace; none: that person’s first',
    },
  },
] as const

/**
 * Finds out who acts, and whether their role lets them. What is written down has their name.
 * @param acts what they are going to do; a sentence on the error stream says who it is, where nobody was named
 * @throws WrongUse where that can't be known; Problem `forbidden` where they may not
 */
export async function actingAs(
  context: Context,
  options: OptionValues,
  streams: Streams,
  acts: readonly Permission[],
): Promise<Acting> {
  const { as, workspace } = options
  const named = typeof as === 'string'
  const readsOnly = acts.every((act) => act === 'read')
  const people = named ? await memberships(context, as) : await onlyOwner(context, readsOnly)
  const member = inWorkspaceNamed(people, workspace)
  for (const act of acts) if (may(member.role, act) === false) throw notPermitted(member.role, act)
  const { name, email, workspaceId, workspaceName } = member
  // Where one person works alone, nobody else can be meant.
  const others = !named && !readsOnly && (await membersOf(context, { userId: member.userId, workspaceId })).length > 1
  if (others) await streams.err(`${say(says, streams.language, { name, email, workspaceName })}\n`)
  return { actor: { userId: member.userId, workspaceId: member.workspaceId }, member }
}

/** One person in all of their workspaces. @throws WrongUse */
async function memberships(context: Context, email: string): Promise<Member[]> {
  await refuseEmptyHouse(context)
  const found = await membershipsOf(context, email)
  if (found.length === 0) throw new WrongUse(fill(nobody, { email }))
  return found
}

/**
 * The owner of the server's own workspace, in that one first.
 * @param whichever of several, the one who has been there longest will do
 * @throws WrongUse
 */
async function onlyOwner(context: Context, whichever: boolean): Promise<Member[]> {
  const home = await inHome(context)
  const owners = await ownersOf(context, home)
  const [first, second] = owners
  if (!first) throw new WrongUse(notSetUp)
  if (second && !whichever) throw new WrongUse(fill(several, { emails: owners.map(({ email }) => email).join(', ') }))
  const all = await membershipsOf(context, first.email)
  return [first, ...all.filter(({ workspaceId }) => workspaceId !== home)]
}

/** @throws WrongUse where nobody has set the program up */
async function inHome(context: Context): Promise<string> {
  const home = await asSystem(context.db, homeWorkspace)
  if (home === undefined) throw new WrongUse(notSetUp)
  return home
}

/** @throws WrongUse where nobody has set the program up */
export async function refuseEmptyHouse(context: Context): Promise<void> {
  await inHome(context)
}

function inWorkspaceNamed(members: readonly Member[], workspace: OptionValues[string]): Member {
  const fitting =
    typeof workspace === 'string'
      ? members.filter(
          ({ workspaceId, workspaceName }) => workspace === workspaceId || sameName(workspace, workspaceName),
        )
      : members.slice(0, 1)
  const [member, second] = fitting
  const names = members.map(({ workspaceName }) => workspaceName).join(', ')
  if (!member) throw new WrongUse(fill(noWorkspace, { workspace: String(workspace), names }))
  if (second) throw new WrongUse(fill(twoWorkspaces, { workspace: String(workspace) }))
  return member
}

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

const says = {
  id: 'Bertindak sebagai {name} ({email}), pemilik {workspaceName}. Orang lain: --as SUREL',
  en: 'Acting as {name} ({email}), owner of {workspaceName}. Somebody else: --as EMAIL',
}
const nobody = {
  id: 'Tidak ada anggota ruang kerja di sini dengan surel {email}. Periksa ejaannya, atau undang orang itu di panel.',
  en: 'Nobody with the email address {email} is in a workspace here. Check its spelling, or invite them in the panel.',
}
const several = {
  id: 'Ada beberapa pemilik, jadi sebutkan siapa yang bertindak dengan --as SUREL: {emails}.',
  en: 'There are several owners, so say who acts with --as EMAIL: {emails}.',
}
const noWorkspace = {
  id: 'Orang itu tidak bergabung di ruang kerja “{workspace}”. Yang ada: {names}.',
  en: 'That person is not in a workspace “{workspace}”. There are: {names}.',
}
const twoWorkspaces = {
  id: 'Ada beberapa ruang kerja bernama “{workspace}”. Pakai id-nya: lihat GET /api/workspaces.',
  en: 'There are several workspaces called “{workspace}”. Use its id: see GET /api/workspaces.',
}

const notSetUp = {
  id: 'Percakapan di sini belum disiapkan. Jalankan npm start, buka alamat yang tercetak, dan buat akun pemiliknya; atau pulihkan cadangan: percakapan restore FOLDER. (Data di tempat lain? Isi DATA_DIR atau DATABASE_URL.)',
  en: 'This Percakapan has not been set up yet. Run npm start, open the printed address and create the owner’s account; or bring back a backup: percakapan restore DIR. (Data elsewhere? Set DATA_DIR or DATABASE_URL.)',
}

/** Whether deliveries leave by themselves now: a worker is connected to this database. */
export async function workerRuns(context: Context): Promise<boolean> {
  const parts = await runningParts(context.db)
  return parts.has('all') || parts.has('worker')
}
