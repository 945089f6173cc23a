import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { inWorkspace } from '../../db/client.ts'
import { testContext } from '../../testing/context.ts'
import { fakeNetwork } from '../../testing/fake-network.ts'
import { freePort, testWeb } from '../../testing/web.ts'
import type { Me, Mentionable } from '../api.ts'

test('people are found for a mention by their handle first, by their name too, in this workspace only', async () => {
  const port = await freePort()
  const context = await testContext([fakeNetwork().network], {
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
  })
  const web = await testWeb(context)
  try {
    const rina = web.person()
    const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
    const { workspace } = (await rina.post<Me>('/setup', { ...owner, timeZone: 'Asia/Jakarta' })).body
    const person = (workspaceId: string, name: string, handle: string) => ({
      id: randomUUID(),
      workspace_id: workspaceId,
      network: 'fake',
      remote_id: handle,
      name,
      handle,
      url: `https://fake.example/${handle}`,
      avatar: null,
    })
    const fill = (workspaceId: string, people: [string, string][]) =>
      inWorkspace(context.db, workspaceId, (tx) =>
        tx
          .insertInto('person')
          .values(people.map(([name, handle]) => person(workspaceId, name, handle)))
          .execute(),
      )
    await fill(workspace?.id ?? '', [
      ['Tomo Wijaya', '@tomo@sosial.id'],
      ['Wati', 'wati.tomohon'],
      ['Bu Lina', 'TOMAT'],
      ['100%_persen', 'persen'],
    ])
    await fill(context.actor.workspaceId, [['Tomo yang lain', '@tomo@lain.id']])
    const found = async (q: string) =>
      (await rina.get<{ people: Mentionable[] }>(`/mentions?q=${encodeURIComponent(q)}`)).body.people.map(
        ({ handle }) => handle,
      )
    expect(await found('tom')).toEqual(['TOMAT', '@tomo@sosial.id', 'wati.tomohon'])
    expect(await found('@TOMO')).toEqual(['@tomo@sosial.id', 'wati.tomohon'])
    expect(await found('wijaya')).toEqual(['@tomo@sosial.id'])
    expect(await found('%')).toEqual([])
    expect(await found('')).toEqual([])
    const all = [...'LKJIHGFEDCBA'].map((letter): [string, string] => [`${letter} Lestari`, `akun.${letter}`])
    await fill(workspace?.id ?? '', all)
    expect(await found('lestari')).toEqual([...'ABCDEFGH'].map((letter) => `akun.${letter}`))
    const { people } = (await rina.get<{ people: Mentionable[] }>('/mentions?q=wat')).body
    expect(people).toMatchObject([{ name: 'Wati', network: 'fake', avatar: null }])
  } finally {
    await web.close()
    await context.close()
  }
})
