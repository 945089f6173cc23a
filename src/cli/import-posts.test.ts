import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { testContext } from '../testing/context.ts'
import { fakeNetwork } from '../testing/fake-network.ts'
import { install, shell } from '../testing/shell.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('import shows each row, writes with --write, and leaves with 1 while a row is wrong', async () => {
  const context = await testContext([fakeNetwork().network])
  try {
    await install(context)
    await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
    const path = join(folder, 'kiriman.csv')
    writeFileSync(path, 'saluran,teks,waktu\nrina,Satu,2031-05-06 07:08\nsiapa,Dua,2031-05-06 07:08\n')
    const look = await shell(context, ['import', 'posts', path])
    expect([look.code, look.err]).toEqual([1, ''])
    expect(look.out).toMatch(/ready .*Satu/)
    expect(look.out).toContain('no channel “siapa”')
    expect(look.out).toContain('--write')
    const states = (ran: Awaited<ReturnType<typeof shell>>) =>
      ran.json<{ rows: { state: string }[] }>().rows.map(({ state }) => state)
    expect(states(await shell(context, ['import', 'posts', path, '--write', '--json']))).toEqual(['written', 'wrong'])
    expect(states(await shell(context, ['import', 'posts', path, '--write', '--json']))).toEqual(['already', 'wrong'])
    expect((await shell(context, ['import', 'posts', join(folder, 'tidak-ada.csv')])).code).toBe(2)
  } finally {
    await context.close()
  }
})
