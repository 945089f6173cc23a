import { expect, test } from 'vitest'
import { testContext } from '../testing/context.ts'
import { freePort, testWeb } from '../testing/web.ts'
import type { Security } from './api.ts'

test('the owner’s very first sign-in is of a known device: the set-up hands on what the browser says of itself', async () => {
  const port = await freePort()
  const context = await testContext([], { PORT: String(port), BASE_URL: `http://localhost:${port}` })
  const web = await testWeb(context)
  try {
    const rina = web.person()
    const owner = { name: 'Rina', email: 'rina@contoh.id', password: 'kata-sandi-panjang', language: 'id' }
    await rina.post('/setup', { ...owner, timeZone: 'Asia/Jakarta' })
    const { signIns, events } = (await rina.get<Security>('/security')).body
    expect(signIns.map(({ agent }) => agent)).toEqual(events.map(({ agent }) => agent))
    expect(signIns[0]?.agent).toBeTruthy()
  } finally {
    await web.close()
    await context.close()
  }
})
