import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bus, openBus } from '../bus.ts'
import { readConfig } from '../config.ts'
import type { Actor, Context } from '../context.ts'
import { markAnswered } from '../conversations/index.ts'
import { openLog } from '../log.ts'
import { byName } from '../networks/index.ts'
import type { Network } from '../networks/network.ts'
import { type FakeClock, fakeClock } from './clock.ts'
import { testDatabase } from './database.ts'
import { makeWorkspace } from './workspace.ts'

export { makeWorkspace }

/** A context on a database of its own, with a clock that stands still, and a workspace with its owner. */
export interface TestContext extends Context {
  clock: FakeClock
  actor: Actor
  /** What pages answer, by address; 200 for all others. */
  statuses: Map<string, number>
  close(): Promise<void>
}

export async function testContext(
  networks: readonly Network[] = [],
  env: Record<string, string> = {},
): Promise<TestContext> {
  const folder = mkdtempSync(join(tmpdir(), 'percakapan-data-'))
  const database = await testDatabase()
  const statuses = new Map<string, number>()
  const log = openLog('silent')
  const bus: Bus = openBus(database.pool, () => undefined)
  const config = readConfig({
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('hex'),
    BASE_URL: 'http://blog.example',
    ...env,
  })
  const context: Context = {
    config,
    db: database.db,
    database,
    clock: fakeClock(),
    fetch: async (input) => new Response('', { status: statuses.get(String(input)) ?? 200 }),
    log,
    networks: byName(networks),
    asked: { markAnswered },
    bus,
  }
  const actor = await makeWorkspace(context)
  const close = async () => {
    await bus.close()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...context, clock: context.clock as FakeClock, actor, statuses, close }
}
