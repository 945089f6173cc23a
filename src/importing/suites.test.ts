/** Exports that other projects test their importers with: right items or a clear word for each, and a second run adds nothing. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../context.ts'
import { inWorkspace } from '../db/client.ts'
import { beside } from '../networks/testing/beside.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { beginImport, findImport, outcomeOf, startImport, workOnImport } from './index.ts'

const suites = beside('suites', 'importers')

/** Folders that are one export each; everything else is imported file by file. */
const whole = [
  'more/blogger-takeout-own',
  'more/eleventy',
  'more/jekyll',
  'more/zola',
  'ghost-migrate/mg-substack/test/fixtures',
  'ghost-migrate/mg-medium-export/test/fixtures/export',
  'ghost-migrate/mg-jekyll-export/test/fixtures',
  'ghost-migrate/mg-buttondown/src/test/fixtures',
]

function exportsIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below ? `${below}/${name}` : name
    if (whole.includes(path)) return [path]
    if (statSync(join(folder, path)).isDirectory()) return exportsIn(folder, path)
    return /\.(?:xml|wxr|json)$/.test(name) ? [path] : []
  })
}

let context: TestContext
beforeAll(async () => {
  context = await testContext()
})
afterAll(() => context.close())

const never = new AbortController().signal

async function imported(actor: Actor, path: string) {
  const options = { timeZone: 'Asia/Jakarta', emails: false, site: 'https://lama.example' }
  const { id } = await beginImport(context, actor, { paths: [{ name: path, path }] }, options)
  await workOnImport(context, id, never)
  const read = () => inWorkspace(context.db, actor.workspaceId, (tx) => findImport(tx, id))
  const tried = await read()
  if (tried.state === 'failed') return { run: tried, outcome: {} as Record<string, number> }
  await startImport(context, actor, id)
  await workOnImport(context, id, never)
  const outcome = await inWorkspace(context.db, actor.workspaceId, (tx) => outcomeOf(tx, id))
  return { run: await read(), outcome }
}

const articles = async ({ workspaceId }: Actor) => {
  const rows = await inWorkspace(context.db, workspaceId, (tx) => tx.selectFrom('article').select('id').execute())
  return rows.length
}

describe.runIf(suites)('exports of other projects', () => {
  test.each(suites ? exportsIn(suites) : [])('%s', async (path) => {
    // Several of them say that they are the same blog.
    const actor = await makeWorkspace(context)
    const { run, outcome } = await imported(actor, join(suites ?? '', path))
    if (run.state === 'failed') {
      expect(run.reason?.en).toMatch(/no export of a blog|there is no article|damaged|too large/i)
      return
    }
    expect(run.state).toBe('done')
    const { found = 0, converted = 0, imported: came = 0, updated = 0 } = outcome
    expect([found, converted, updated]).toEqual([0, 0, 0])
    expect(await articles(actor)).toBe(came)
    const again = await imported(actor, join(suites ?? '', path))
    expect([again.run.state, again.outcome.imported ?? 0, again.outcome.updated ?? 0]).toEqual(['done', 0, 0])
    expect(await articles(actor)).toBe(came)
  })
})
