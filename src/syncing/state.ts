/** What both sides were when they were last in step: a line an article, in the folder itself. The last line of one counts. */
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** An article and its file, as they were. */
export interface Kept {
  id: string
  path: string
  /** Hashes of their words; missing: it was begun, and never ended. */
  file?: string
  here?: string
  /** Both had been changed, and nobody has settled it yet. */
  conflict?: true
  gone?: true
}

/** The state of a folder. */
export interface SyncState {
  byId: Map<string, Kept>
  keep(kept: Kept): Promise<void>
  /** One line an article again. */
  close(): Promise<void>
}

const name = join('.percakapan', 'sync.jsonl')

/** @param dry nothing is written */
export async function openState(folder: string, workspaceId: string, dry: boolean): Promise<SyncState | 'another'> {
  const file = join(folder, name)
  const byId = new Map<string, Kept>()
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  for (const line of lines) {
    const one = readLine(line)
    if (one && 'workspace' in one && one.workspace !== workspaceId) return 'another'
    if (one && 'id' in one) put(byId, one)
  }
  if (!dry) await mkdir(dirname(file), { recursive: true })
  const first = `${JSON.stringify({ version: 1, workspace: workspaceId })}\n`
  if (!dry && lines.length < 2) await writeFile(file, first)
  return {
    byId,
    async keep(kept) {
      put(byId, kept)
      if (!dry) await appendFile(file, `${JSON.stringify(kept)}\n`)
    },
    async close() {
      if (dry) return
      await writeFile(`${file}~`, first + [...byId.values()].map((one) => `${JSON.stringify(one)}\n`).join(''))
      await rename(`${file}~`, file)
    },
  }
}

function put(byId: Map<string, Kept>, one: Kept): void {
  if (one.gone) byId.delete(one.id)
  else byId.set(one.id, one)
}

/** A line that was cut off when the program was killed says nothing. */
function readLine(line: string): Kept | { workspace: string } | undefined {
  try {
    return line ? (JSON.parse(line) as Kept) : undefined
  } catch {
    return undefined
  }
}
