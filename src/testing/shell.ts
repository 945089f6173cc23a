import type { OpenContext } from '../cli/command.ts'
import { runCommand } from '../cli/index.ts'
import type { Context } from '../context.ts'
import type { Language } from '../core/words.ts'
import { asSystem } from '../db/client.ts'
import type { TestContext } from './context.ts'

/** What a command left behind. */
export interface Ran {
  code: number
  out: string
  err: string
  /** Its answer to `--json`. */
  json<T = Record<string, unknown>>(): T
}

/** Makes the workspace of a test the installation's own, as the first set-up does. */
export async function install(context: TestContext): Promise<void> {
  const { userId, workspaceId } = context.actor
  await asSystem(context.db, (tx) =>
    tx.insertInto('installation').values({ owner_id: userId, workspace_id: workspaceId }).execute(),
  )
}

/** Runs a command as a shell would, on a test's context; `input` is its standard input. */
export async function shell(
  context: Context | undefined,
  argv: readonly string[],
  input = '',
  language: Language = 'en',
): Promise<Ran> {
  let [out, err] = ['', '']
  const open: OpenContext = async () => {
    if (!context) throw new Error('this command was not to open the database')
    return { context, close: async () => undefined }
  }
  const code = await runCommand(
    argv,
    {
      input: (async function* () {
        yield input
      })(),
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
      language,
    },
    open,
  )
  return { code, out, err, json: () => JSON.parse(out) }
}
