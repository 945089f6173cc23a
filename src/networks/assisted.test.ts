import { describe, expect, test } from 'vitest'
import { Problem } from '../core/problem.ts'
import { inBoth } from '../core/words.ts'
import { allNetworks, networkNamed, networkNameOf, networkNames, textSideOf } from './index.ts'
import { type Account, capabilities, needed, sends, type Tools, wayOf, whyNot } from './network.ts'
import { connectTerms } from './testing/session.ts'

const tools: Tools = {
  fetch: async () => {
    throw new Error('an assisted network asks nobody')
  },
  signal: new AbortController().signal,
  now: () => new Date(0),
}
const assisted = (await allNetworks()).filter((network) => !sends(network))
async function accountOf(name: string, typed: string): Promise<Account> {
  const network = await networkNamed(name)
  const way = network && wayOf(network, 'assisted')
  if (!way) throw new Error('nobody posts there by hand')
  const form = { [way.fields[0]?.name ?? '']: typed }
  const step = await way.next({ did: 'typed', form, terms: connectTerms() }, tools)
  if (step.step !== 'connected') throw new Error('not connected')
  expect(step.connected.account.byHand).toBe(true)
  return step.connected.account
}

test('names, aliases and nothing else are networks', async () => {
  expect(networkNameOf(' Twitter ')).toBe('x')
  expect(networkNameOf('constructor')).toBeUndefined()
  expect(await networkNamed('myspace')).toBeUndefined()
  for (const network of await allNetworks()) expect(networkNames).toContain(network.name)
})

test('the pure side is the network’s own', async () => {
  for (const name of networkNames) {
    const side = await textSideOf(name)
    const network = await networkNamed(name)
    expect([network?.text.measure, network?.text.render]).toEqual([side.measure, side.render])
  }
})

describe.for(assisted)('$label', (network) => {
  test('every capability is there or explained in both languages', () => {
    for (const capability of capabilities) {
      const words = whyNot(network, capability)
      expect(words?.id && words.en, capability).toBeTruthy()
      expect(`${words?.id}${words?.en}`).not.toContain('{')
    }
  })
  test('sending says who posts', () => {
    expect(() => needed(network.sending)).toThrow(Problem)
    expect(whyNot(network, 'retract')?.en).toContain(network.label)
    expect(network.byHand).toBeDefined()
  })
})

const byHand = (await allNetworks()).filter((network) => network.byHand)

test.for(byHand)('$label, by hand: nonsense is nobody, and there is no secret', async (network) => {
  const [field] = wayOf(network, 'assisted')?.fields ?? []
  for (const typed of ['', '  ', 'https://example.com/a', 'a b', '<script>', '../..', 'http://']) {
    const problem = await accountOf(network.name, typed).catch((error: unknown) => error)
    expect(problem, typed).toMatchObject({ kind: 'wrong-input', field: field?.name })
  }
  expect(await accountOf(network.name, 'kopisenja')).toMatchObject({ byHand: true, handle: expect.any(String) })
})

test('people and communities are found in what is typed', async () => {
  for (const typed of ['@rina_b', 'rina_b', 'https://x.com/rina_b', 'https://mobile.twitter.com/rina_b/status/1?s=2']) {
    expect(await accountOf('x', typed)).toMatchObject({ handle: 'rina_b', remoteId: 'https://x.com/rina_b' })
  }
  for (const typed of ['tokorina', 'facebook.com/tokorina', 'https://m.facebook.com/tokorina/?ref=a']) {
    expect(await accountOf('facebook', typed)).toMatchObject({ url: 'https://www.facebook.com/tokorina' })
  }
  expect(await accountOf('facebook', 'https://www.facebook.com/profile.php?id=1234')).toMatchObject({ handle: '1234' })
  for (const path of [
    'people/Toko-Rina/61550012345678/',
    'pages/Toko-Rina/61550012345678',
    'p/Toko-Rina-61550012345678/',
  ])
    expect(await accountOf('facebook', `https://www.facebook.com/${path}?ref=a`), path).toMatchObject({
      handle: '61550012345678',
      url: 'https://www.facebook.com/profile.php?id=61550012345678',
    })
  expect(await accountOf('facebook', 'https://www.facebook.com/pg/tokorina/about')).toMatchObject({
    handle: 'tokorina',
  })
  for (const typed of ['rina-b', 'linkedin.com/in/rina-b/', 'https://id.linkedin.com/in/rina-b?trk=a']) {
    expect(await accountOf('linkedin', typed)).toMatchObject({ url: 'https://www.linkedin.com/in/rina-b' })
  }
  expect(await accountOf('linkedin', 'https://www.linkedin.com/company/toko-sari/posts/')).toMatchObject({
    handle: 'toko-sari',
    url: 'https://www.linkedin.com/company/toko-sari',
  })
  for (const typed of ['0812 3456 7890', '+62 812-3456-7890', 'https://wa.me/6281234567890']) {
    expect(await accountOf('whatsapp', typed)).toMatchObject({ handle: '6281234567890', name: '+6281234567890' })
  }
  expect(await accountOf('whatsapp', 'https://whatsapp.com/channel/0029VaAbCdEfGhIjKl')).toMatchObject({
    url: 'https://whatsapp.com/channel/0029VaAbCdEfGhIjKl',
  })
  expect((await accountOf('whatsapp', 'Pelanggan')).remoteId).toBe((await accountOf('whatsapp', 'pelanggan')).remoteId)
  for (const typed of ['tokosari', '@tokosari', 'https://id.pinterest.com/tokosari/_created/']) {
    expect(await accountOf('pinterest', typed)).toMatchObject({ url: 'https://www.pinterest.com/tokosari/' })
  }
  expect(await accountOf('pinterest', 'pinterest.com/tokosari/batik-tulis/')).toMatchObject({
    handle: 'tokosari/batik-tulis',
  })
  for (const typed of ['toko.sari', '@toko.sari', 'https://www.tiktok.com/@toko.sari/video/7?lang=id']) {
    expect(await accountOf('tiktok', typed)).toMatchObject({ url: 'https://www.tiktok.com/@toko.sari' })
  }
  for (const typed of ['indonesia', 'r/indonesia', '/r/indonesia/', 'https://old.reddit.com/r/indonesia/new/?x=1']) {
    expect(await accountOf('reddit', typed)).toMatchObject({ url: 'https://www.reddit.com/r/indonesia' })
  }
  expect(await accountOf('reddit', 'u/rina')).toMatchObject({ url: 'https://www.reddit.com/user/rina' })
})

test('what a field looks like filled in is said in the person’s language', async () => {
  const [ownWords, theirWords] = [/anda\b|contoh|komunitas/i, /your|community/i]
  for (const { name, identity, postAddress } of await allNetworks()) {
    const samples = [
      ...identity.ways.flatMap(({ fields }) => fields.flatMap(({ placeholder }) => placeholder ?? [])),
      ...(postAddress && 'example' in postAddress ? [postAddress.example] : []),
    ].map(inBoth)
    for (const { id, en } of samples) {
      expect(en, name).not.toMatch(ownWords)
      expect(id, name).not.toMatch(theirWords)
    }
  }
})

test('composers are filled in, whatever the text', async () => {
  const text = 'Halo & "dunia" + #satu\n100% 🙂'
  const link = { url: 'https://toko.id/a?b=1&c=2', title: 'Judul & isi', description: '' }
  const opened = async (name: string, typed: string) => {
    const network = await networkNamed(name)
    const part = network?.text.render({ text, link }, network.text.limits())[0]
    const composer = network?.byHand?.composer
    if (!composer || !part) throw new Error('no composer')
    return { url: new URL(composer(part, await accountOf(name, typed))), part }
  }
  const x = await opened('x', 'rina')
  expect(x.url.searchParams.get('text')).toBe(`${text}\n\n${link.url}`)
  const facebook = await opened('facebook', 'rina')
  expect(facebook.url.searchParams.get('u')).toBe(link.url)
  const linkedin = await opened('linkedin', 'rina')
  expect(linkedin.url.searchParams.get('url')).toBe(link.url)
  const whatsapp = await opened('whatsapp', 'status')
  expect(whatsapp.url.searchParams.get('text')).toBe(`${text}\n\n${link.url}`)
  expect((await opened('whatsapp', '08123456789')).url.pathname).toBe('/628123456789')
  const pinterest = await opened('pinterest', 'rina')
  expect(Object.fromEntries(pinterest.url.searchParams)).toEqual({
    url: link.url,
    description: `${link.title}\n\n${text}`,
  })
  expect((await opened('tiktok', 'rina')).url.href).toBe('https://www.tiktok.com/tiktokstudio/upload')
  const reddit = await opened('reddit', 'indonesia')
  expect(reddit.url.pathname).toBe('/r/indonesia/submit')
  expect(reddit.url.searchParams.get('title')).toBe(link.title)
  expect(reddit.url.searchParams.get('text')).toBe(reddit.part.text)
  expect(reddit.part.text).toContain('  \n')
})

test('a Reddit title is at most 300 characters, and a hashtag makes no heading', async () => {
  const side = await textSideOf('reddit')
  const [part] = side.render({ text: '#satu dua', title: 'kata '.repeat(100) }, side.defaults)
  expect([...(part?.title ?? '')].length).toBeLessThanOrEqual(300)
  expect(part?.text).toBe('\\#satu dua')
})

test('WordPress gets paragraphs, escaped, with the way home', async () => {
  const side = await textSideOf('wordpress')
  const link = { url: 'https://toko.id/a?b=1&c', title: 'Baca <di sini>', description: '' }
  const [part] = side.render({ text: 'Satu <b>\ndua https://a.id/.\n\nTiga', link }, side.defaults)
  expect(part?.html).toBe(
    '<p>Satu &lt;b&gt;<br>\ndua <a href="https://a.id/">https://a.id/</a>.</p>\n<p>Tiga</p>\n' +
      '<p><a href="https://toko.id/a?b=1&amp;c">Baca &lt;di sini&gt;</a></p>',
  )
  expect(part?.title).toBe('Baca <di sini>')
  expect(side.render({ text: 'Halo dunia. Apa kabar?' }, side.defaults)[0]?.title).toBe('Halo dunia')
})
