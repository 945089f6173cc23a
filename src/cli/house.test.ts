import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findArticle, publishDue } from '../blog/index.ts'
import { saveBrandKit } from '../brand/index.ts'
import { connectChannel } from '../channels/index.ts'
import { pollChannel } from '../conversations/index.ts'
import { inWorkspace } from '../db/client.ts'
import { deliverDue, holdEverything, listDeliveries } from '../publishing/index.ts'
import { nameWorkspace, type Role, readTrail } from '../team/index.ts'
import { makeWorkspace, type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { makePerson, putInto } from '../testing/people.ts'
import { install, shell } from '../testing/shell.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-publish-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const article = (front: string, text = 'Halo **dunia**, ini cerita tentang pasar.') => `---\n${front}\n---\n\n${text}\n`

let context: TestContext
let fake: FakeNetwork
let other: FakeNetwork

beforeEach(async () => {
  fake = fakeNetwork({ keys: true })
  other = fakeNetwork({ keys: true, name: 'other' })
  context = await testContext([fake.network, other.network])
  await install(context)
})
afterEach(() => context.close())

async function connect(network: string, handle = 'kopisenja'): Promise<string> {
  const result = await connectChannel(context, context.actor, network, { handle, password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  return result.channel.id
}
const run = (...argv: string[]) => shell(context, argv)
const articles = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx.selectFrom('article').selectAll().where('deleted_at', 'is', null).orderBy('updated_at', 'desc').execute(),
  )
const deliveries = () =>
  inWorkspace(context.db, context.actor.workspaceId, (tx) => listDeliveries(tx, { order: 'asc' }))

test('before the set-up every command says what to do', async () => {
  const empty = await testContext()
  try {
    for (const argv of [['status'], ['inbox'], ['publish', '-'], ['backup', join(folder, 'never')]]) {
      const { code, out, err } = await shell(empty, argv, '# A\n\nb')
      expect([argv[0], code, out]).toEqual([argv[0], 2, ''])
      expect(err).toContain('npm start')
    }
  } finally {
    await empty.close()
  }
})

describe('publish', () => {
  test('publishes a new article, and the same file changes it', async () => {
    const path = file(
      'pasar.md',
      article('title: Pasar adalah percakapan\ntags: [smm, pasar]\nsummary: Singkat\nlanguage: en'),
    )
    const first = await run('publish', path)
    expect([first.code, first.err]).toEqual([0, ''])
    expect(first.out).toContain('http://blog.example/pasar-adalah-percakapan')
    const [row] = await articles()
    expect(row).toMatchObject({
      title: 'Pasar adalah percakapan',
      slug: 'pasar-adalah-percakapan',
      tags: ['smm', 'pasar'],
      summary: 'Singkat',
      language: 'en',
      state: 'published',
      markdown: 'Halo **dunia**, ini cerita tentang pasar.',
    })
    const again = await run('publish', path, '--json')
    expect(again.json()).toMatchObject({ article: { id: row?.id, created: false, state: 'published' } })
    file('pasar.md', article('title: Pasar itu percakapan\nslug: pasar-adalah-percakapan', 'Kata baru.'))
    await run('publish', path)
    expect(await articles()).toHaveLength(1)
    expect((await articles())[0]).toMatchObject({
      title: 'Pasar itu percakapan',
      slug: 'pasar-adalah-percakapan',
      language: 'en',
      published: { markdown: 'Kata baru.' },
    })
  })

  test('a page with its authors, series and head picture; what the file no longer names stays', async () => {
    const { default: sharp } = await import('sharp')
    const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#222' } })
      .png()
      .toBuffer()
    writeFileSync(join(folder, 'kebun [1].png'), png)
    const front = 'title: Kebun\nkind: halaman\nauthors: [Sari, Tono]\nseries: Seduh\npart: 2\npinned: true'
    const path = file('kebun.md', article(`${front}\npicture: kebun [1].png\nalt: Kebun [pagi]\ncaption: Milik kami`))
    expect((await run('publish', path)).err).toBe('')
    const picture = { alt: 'Kebun [pagi]', caption: 'Milik kami', media: expect.any(String) }
    const kept = {
      kind: 'page',
      series: 'Seduh',
      part: 2,
      pinned: true,
      picture,
      authors: [expect.any(String), expect.any(String)],
    }
    expect((await articles())[0]).toMatchObject({ ...kept, published: { picture } })
    file('kebun.md', article('title: Kebun kami\nslug: kebun\nauthor: Tono'))
    await run('publish', path)
    expect((await articles())[0]).toMatchObject({ ...kept, title: 'Kebun kami', authors: [expect.any(String)] })
  })

  test('translations share a key; two of one language are refused, and nothing is published', async () => {
    const front = (title: string, language: string) =>
      `title: ${title}\nlanguage: ${language}\ntranslationKey: gayo # as Hugo has it`
    const path = (name: string, title: string, language: string) => file(name, article(front(title, language)))
    for (const one of [path('gayo.md', 'Kopi Gayo', 'id'), path('gayo.en.md', 'Gayo coffee', 'en')])
      expect((await run('publish', one)).err).toBe('')
    expect((await articles()).map((one) => one.translation_key)).toEqual(['gayo', 'gayo'])
    expect((await run('publish', path('lagi.md', 'Kopi lagi', 'id'))).err).toContain('Kopi Gayo')
    expect(await articles()).toHaveLength(2)
    // What the file no longer names stays.
    expect((await run('publish', file('gayo.md', article('title: Kopi Gayo\nlanguage: id')))).err).toBe('')
    expect((await articles()).every((one) => one.translation_key === 'gayo')).toBe(true)
  })

  test('a note needs no title: the same file is the same note', async () => {
    const path = file('catatan.md', article('kind: note', 'Hujan pagi ini, dan kopi.'))
    for (let round = 0; round < 2; round++) expect((await run('publish', path)).err).toBe('')
    const all = await articles()
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ kind: 'note', title: '', slug: 'hujan-pagi-ini-dan-kopi', state: 'published' })
  })

  test('takes the title from the first heading, and the text from standard input', async () => {
    const { code } = await shell(context, ['publish', '-'], '\ufeff# Judul dari kepala\n\nIsi.\n')
    expect(code).toBe(0)
    expect((await articles())[0]).toMatchObject({ title: 'Judul dari kepala', markdown: 'Isi.' })
  })

  test('articles whose titles have no letters never overwrite each other', async () => {
    for (const title of ['🎉', '🙂']) await shell(context, ['publish', '-'], article(`title: "${title}"`))
    expect((await articles()).map((row) => row.slug).sort()).toEqual(['artikel', 'artikel-2'])
  })

  test('at a time on the owner’s clock; a worker that is not there is told', async () => {
    context.clock.set(new Date('2026-11-23T08:00:00Z'))
    const path = file('nanti.md', article('title: Nanti'))
    const { code, out } = await run('publish', path, '--at', '2026-12-01 09:00')
    expect(code).toBe(0)
    expect(out).toContain('npm start')
    // Jakarta is seven hours ahead of UTC.
    const at = new Date('2026-12-01T02:00:00Z')
    expect((await articles())[0]).toMatchObject({ state: 'scheduled', publish_at: at })
  })

  test('sends proposed teasers to the named channels, which leave once', async () => {
    const id = await connect('fake')
    await connect('other')
    const path = file('kirim.md', article('title: Kopi dan pasar\nsummary: Singkat saja'))
    const { code, json } = await run('publish', path, '-c', 'fake:@KopiSenja', '--channel', id, '--json')
    expect([code, json().worker]).toEqual([0, false])
    expect(json<{ teasers: unknown[] }>().teasers).toEqual([
      expect.objectContaining({
        channel: 'fake:kopisenja',
        text: 'Kopi dan pasar\n\nSingkat saja',
        findings: expect.any(Array),
      }),
    ])
    const [delivery] = await deliveries()
    expect(delivery).toMatchObject({ state: 'scheduled', needs_home: 'http://blog.example/kopi-dan-pasar' })
    context.clock.advance(60)
    expect(await deliverDue(context, new AbortController().signal)).toEqual([delivery?.id])
    expect(fake.posts.map((post) => post.text)).toEqual(['Kopi dan pasar\n\nSingkat saja'])
    expect((await deliveries()).map((row) => row.state)).toEqual(['published'])
  })

  test('all channels at a time: article and teasers wait for it together', async () => {
    await connect('fake')
    await connect('other')
    context.clock.set(new Date('2026-11-23T08:00:00Z'))
    const path = file('semua.md', article('title: Untuk semua'))
    expect((await run('publish', path, '-c', 'all', '--at', '2026-12-01T09:00:00+09:00')).code).toBe(0)
    const at = new Date('2026-12-01T00:00:00Z')
    expect((await deliveries()).map((row) => [row.state, row.due_at, row.time_zone])).toEqual([
      ['scheduled', at, 'Asia/Jakarta'],
      ['scheduled', at, 'Asia/Jakarta'],
    ])
    context.clock.set(at)
    const [row] = await articles()
    await publishDue(context, row?.id as string)
    expect((await articles())[0]?.state).toBe('published')
  })

  test('findings of severity error stop everything; nothing is changed', async () => {
    await connect('fake')
    const path = file('rahasia.md', article('title: Cerita\nsummary: "password: rahasia123kami"'))
    const { code, out } = await run('publish', path, '-c', 'all')
    expect(code).toBe(1)
    expect(out).toContain('secret-in-text')
    expect([await articles(), await deliveries()]).toEqual([[], []])
  })

  test('a trial shows the teasers and changes nothing', async () => {
    await connect('fake')
    const { default: sharp } = await import('sharp')
    file(
      'a.png',
      await sharp({ create: { width: 8, height: 8, channels: 3, background: '#f00' } })
        .png()
        .toBuffer(),
    )
    const path = file('coba.md', article('title: Coba', 'Lihat ![gambar](a.png).'))
    const { code, out } = await run('publish', path, '-c', 'all', '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('fake:kopisenja')
    expect([await articles(), await deliveries()]).toEqual([[], []])
    const media = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.selectFrom('media').selectAll().execute(),
    )
    expect(media).toEqual([])
  })

  test('uploads pictures named by relative paths, once, and leaves other addresses and code alone', async () => {
    const { default: sharp } = await import('sharp')
    const png = await sharp({ create: { width: 8, height: 9, channels: 3, background: '#0f766e' } })
      .png()
      .toBuffer()
    file('se cangkir.png', png)
    const text =
      '![Secangkir *kopi*](<se cangkir.png> "se cangkir.png") dan ![lagi][k]\n\n![jauh](https://a.example/b.png) `![kode](x.png)`\n\n[k]: se%20cangkir.png'
    const path = file('gambar.md', article('title: Gambar', text))
    for (let round = 0; round < 2; round++) expect((await run('publish', path)).err).toBe('')
    const media = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.selectFrom('media').selectAll().execute(),
    )
    expect(media).toHaveLength(1)
    const address = `/media/${media[0]?.file}`
    const [row] = await articles()
    expect(row?.markdown).toBe(
      `![Secangkir kopi](${address} "se cangkir.png") dan ![lagi][k]\n\n![jauh](https://a.example/b.png) \`![kode](x.png)\`\n\n[k]: ${address}`,
    )
    expect([row?.version, media[0]?.alt]).toEqual([1, 'Secangkir kopi'])
  })

  test('uploads pictures written as HTML, and leaves comments, code and other addresses alone', async () => {
    const { default: sharp } = await import('sharp')
    const png = await sharp({ create: { width: 8, height: 9, channels: 3, background: '#7c2d12' } })
      .png()
      .toBuffer()
    file('teh & kopi.png', png)
    const kept = 'Dan <!-- <img src="x.png"> --> `<img src="y.png">` <img src="https://a.example/z.png" alt="jauh">'
    const text = (one: string, two: string, three: string) =>
      `Kata <img src=${one} alt="Teh &amp; src=kopi"> kata.\n\n> <figure>\n> <IMG data-src="n.png"\n>  alt='dua' SRC=${two}>\n> </figure>\n\n- ![tiga](${three})\n\n${kept}`
    const path = file(
      'html.md',
      article('title: HTML', text('"teh &amp; kopi.png"', 'teh%20&amp;%20kopi.png', '<teh & kopi.png>')),
    )
    expect((await run('publish', path)).err).toBe('')
    const [media, ...more] = await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.selectFrom('media').selectAll().execute(),
    )
    expect([media?.alt, more]).toEqual(['Teh & src=kopi', []])
    const address = `/media/${media?.file}`
    const [row] = await articles()
    expect(row?.markdown).toBe(text(`"${address}"`, `"${address}"`, address))
  })

  const wrong: [string, string[], string][] = [
    ['a picture that is missing', ['publish', '-'], 'tidak-ada.png'],
    ['a time that has passed', ['publish', '-', '--at', '2020-01-01 09:00'], 'has passed'],
    ['a day that does not exist', ['publish', '-', '--at', '2026-02-31 09:00'], 'cannot be read'],
    ['a time without a day', ['publish', '-', '--at', '09:00'], 'Asia/Jakarta'],
    ['an unknown channel', ['publish', '-', '-c', 'nobody'], 'fake:kopisenja'],
    ['a handle that two channels have', ['publish', '-', '-c', 'kopisenja'], 'other:kopisenja'],
    ['no file', ['publish'], 'is missing'],
  ]
  test.for(wrong)('%s is wrong use, and nothing is changed', async ([name, argv, told]) => {
    await connect('fake')
    await connect('other')
    const text = name.includes('picture') ? '![a](tidak-ada.png)' : 'Isi.'
    const { code, err, out } = await shell(context, argv, article('title: Salah', text))
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(told)
    expect([await articles(), await deliveries()]).toEqual([[], []])
  })

  test.for([
    ['title: [a]', 'a', '"title"'],
    ['title: A\ntags: {a: 1}', 'a', '"tags"'],
    ['title: A\nlanguage: fr', 'a', '"language"'],
    ['title: "', 'a', 'YAML'],
    ['title: A\nkind: blog', 'a', '"kind"'],
    ['title: A\nkind: constructor', 'a', '"kind"'],
    ['title: A\npart: 0', 'a', '"part"'],
    ['title: A\npinned: ya', 'a', '"pinned"'],
    ['title: A\nauthors: [{a: 1}]', 'a', '"authors"'],
    ['title: A\npicture: tidak-ada.png', 'a', 'tidak-ada.png'],
    ['title: A\npicture: https://a.example/x.png', 'a', '"picture"'],
    ['tags: [a]', 'tanpa judul', 'no title'],
    ['title: A', ' ', 'no text'],
  ] as const)('front matter %s', async ([front, text, told]) => {
    const { code, err } = await shell(context, ['publish', '-'], article(front, text))
    expect(code).toBe(2)
    expect(err).toContain(told)
  })

  test('a mistyped field is told', async () => {
    const { code, err } = await shell(context, ['publish', '-'], article('title: A\ntittle: B'))
    expect([code, err.includes('tittle')]).toEqual([0, true])
  })
})

describe('today', () => {
  test('an empty day', async () => {
    const { code, out } = await run('today')
    expect(code).toBe(0)
    for (const words of ['Waiting for an answer: 0', 'Nothing today.', 'No article has been published yet.'])
      expect(out).toContain(words)
    expect((await run('today', '--json')).json()).toMatchObject({ waitingCount: 0, leaving: [], decisions: [] })
  })

  test('who waits, what leaves and what needs a decision, in the person’s language', async () => {
    await connect('fake')
    const later = new Date(context.clock.now().getTime() + 60_000).toISOString()
    await run('publish', file('n.md', article('title: Menyusul')), '-c', 'fake', '--at', later)
    await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.updateTable('channel').set({ health: 'reconnect' }).execute(),
    )
    const { out } = await shell(context, ['today'], '', 'id')
    for (const words of ['Berangkat hari ini', 'artikel', 'Menyusul', 'kopisenja', 'Saluran yang perlu dilihat'])
      expect(out).toContain(words)
    expect(out).not.toMatch(/\p{Cc}(?<!\n)/u)
    const told = (await run('today', '--json')).json<{ leaving: { what: string }[]; channels: { channel: string }[] }>()
    expect(told.leaving.map(({ what }) => what).sort()).toEqual(['article', 'post'])
    expect(told.channels.map(({ channel }) => channel)).toEqual(['fake:kopisenja'])
  })
})

describe('today, where the next year’s holidays are not decreed', () => {
  test('says so, and what to do', async () => {
    context.clock.set(new Date('2027-12-05T03:00:00Z'))
    expect((await run('today')).out).toContain('Holidays of 2028: this version does not hold their decree')
    expect((await shell(context, ['today'], '', 'id')).out).toContain('Hari libur 2028')
    expect((await run('today', '--json')).json()).toMatchObject({ undecreed: { country: 'ID', year: 2028 } })
    context.clock.set(new Date('2026-12-05T03:00:00Z'))
    expect((await run('today')).out).not.toContain('2027')
  })
})

describe('status', () => {
  test('an empty house', async () => {
    const { code, out } = await run('status')
    expect(code).toBe(0)
    expect(out).toContain('Nothing is scheduled.')
    expect(out).toContain('ffmpeg was not found')
    expect((await run('status', '--json')).json()).toEqual({
      ffmpeg: false,
      hold: null,
      leaving: [],
      decisions: [],
      channels: [],
      waiting: 0,
      worker: false,
    })
  })

  test('what leaves, what needs a decision, channels and the hold; narrow, without control characters', async () => {
    await connect('fake')
    await saveBrandKit(context, context.actor, {
      name: 'Kopi',
      handle: '@kopisenja',
      promise: 'Jujur',
      productSite: 'https://kopi.example',
      language: 'id',
      accent: '#0f766e',
      paper: '#faf6ee',
      logo: null,
    })
    const path = file(
      's.md',
      article(
        'title: Berangkat\nsummary: "Teks \\e[31m merah dan panjang sekali sampai tidak muat di satu baris 🙂🙂"',
      ),
    )
    await run('publish', path, '-c', 'all')
    await run('publish', file('n.md', article('title: Menyusul')), '--at', '2026-12-24 09:00')
    const workspace = context.actor.workspaceId
    await inWorkspace(context.db, workspace, (tx) => tx.updateTable('channel').set({ health: 'reconnect' }).execute())
    await holdEverything(context, context.actor, 'Sedang berduka')
    const before = await run('status', '--json')
    const told = before.json<{
      leaving: { what: string }[]
      hold: { reason: string }
      channels: { health: string }[]
    }>()
    expect(told.leaving.map((one) => one.what)).toEqual(['post', 'article'])
    expect([told.hold.reason, told.channels[0]?.health]).toEqual(['Sedang berduka', 'reconnect'])
    const { out } = await run('status')
    for (const words of ['Sedang berduka', 'Berangkat', 'Menyusul', 'reconnect', 'kopisenja', 'npm start'])
      expect(out).toContain(words)
    expect(out).not.toMatch(/\p{Cc}(?<!\n)/u)
    expect(
      Math.max(
        ...out
          .split('\n')
          .filter((line) => line.startsWith('  '))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(84)
    await inWorkspace(context.db, workspace, (tx) => tx.updateTable('delivery').set({ state: 'unconfirmed' }).execute())
    const later = await shell(context, ['status'], '', 'id')
    expect(later.out).toContain('belum pasti')
    expect(later.out).toContain('http://blog.example/panel/')
  })
})

describe('inbox', () => {
  test('who has waited longest stands first; strangers’ words can’t steer the terminal', async () => {
    const channel = await connect('fake')
    expect((await run('inbox')).out).toContain('Nobody is waiting')
    const person = { remoteId: 'budi', name: 'Budi', handle: '@budi', url: 'https://fake.example/@budi' }
    for (const [index, text] of ['Kedua\u001b[2J kalinya\nbaris dua', 'Yang pertama'].entries()) {
      fake.responses.push({
        kind: 'mention',
        remoteId: `r${index}`,
        permalink: `https://fake.example/r${index}`,
        person,
        text,
        writtenAt: new Date(`2026-11-2${2 - index}T08:00:00Z`),
      })
    }
    await pollChannel(context, { id: channel, workspaceId: context.actor.workspaceId })
    const { out, code } = await run('inbox')
    expect(code).toBe(0)
    expect(out.indexOf('Yang pertama')).toBeGreaterThan(-1)
    expect(out.indexOf('Yang pertama')).toBeLessThan(out.indexOf('Kedua'))
    for (const words of ['Budi (@budi)', 'Fake kopisenja', 'https://fake.example/r1', '  baris dua'])
      expect(out).toContain(words)
    expect(out).not.toContain('\u001b')
    const { conversations } = (await run('inbox', '--json')).json<{
      conversations: { shown: { text: string }; channel: string }[]
    }>()
    expect(conversations.map((one) => [one.shown.text, one.channel])).toEqual([
      ['Yang pertama', 'fake:kopisenja'],
      [expect.stringContaining('baris dua'), 'fake:kopisenja'],
    ])
    await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.updateTable('conversation').set({ state: 'done' }).execute(),
    )
    expect((await run('inbox')).out).toContain('Nobody is waiting')
    expect((await run('inbox', '--all')).out).toContain('done')
  })
})

describe('who acts', () => {
  const email = 'hana@contoh.id'
  const join = async (role: Role, name = 'hana') => {
    const id = await makePerson(context, name, `${name}@contoh.id`)
    await putInto(context, id, context.actor.workspaceId, role)
    return id
  }
  const trail = async () =>
    (await readTrail(context, context.actor, {}, {})).rows.map(({ who, act }) => [who?.name, act])

  test('is whom --as names: their name stands in the trail, and what they make is theirs', async () => {
    const id = await join('author')
    const path = file('hana.md', article('title: Oleh Hana'))
    const { code, err } = await run('publish', path, '--as', email.toUpperCase())
    expect([code, err]).toEqual([0, ''])
    expect((await trail()).every(([name]) => name === 'hana')).toBe(true)
    const [made] = await articles()
    const row = await inWorkspace(context.db, context.actor.workspaceId, (tx) => findArticle(tx, made?.id ?? ''))
    expect(row.created_by).toBe(id)
  })

  test('is the only owner where nobody is named, and the shell says so; a look needs no word', async () => {
    const path = file('rina.md', article('title: Oleh Rina'))
    // Alone, nobody else can be meant.
    expect((await run('publish', path)).err).toBe('')
    await join('author', 'penulis')
    expect((await run('publish', path)).err).toMatch(/^Acting as Rina \(.+@contoh\.id\), owner of Rina\./)
    expect((await run('status')).err).toBe('')
    await join('owner')
    const several = await run('publish', path)
    expect([several.code, several.err]).toEqual([2, expect.stringContaining('hana@contoh.id')])
    expect((await run('inbox')).code).toBe(0)
  })

  test('may do what their role says, and no more', async () => {
    await run('publish', file('rina.md', article('title: Milik Rina\nslug: milik-rina')))
    for (const role of ['author', 'responder', 'viewer'] as const) await join(role, role)
    const others = file('lain.md', article('title: Direbut\nslug: milik-rina'))
    const refused = async (who: string, ...argv: string[]) => {
      const { code, err } = await run(...argv, '--as', `${who}@contoh.id`)
      expect([who, argv[0], code]).toEqual([who, argv[0], 1])
      return err
    }
    expect(await refused('author', 'publish', others)).toContain('own things only')
    expect(await refused('responder', 'publish', others)).toContain('Who may: owner, editor')
    expect(await refused('viewer', 'import', 'posts', file('a.csv', 'text\nHalo\n'), '--write')).toContain('Who may')
    expect((await articles()).map(({ title }) => title)).toEqual(['Milik Rina'])
    expect((await run('status', '--as', 'viewer@contoh.id')).code).toBe(0)
  })

  test('acts in their first workspace, or the one that is named', async () => {
    const id = await join('author')
    const { workspaceId } = await makeWorkspace(context)
    await nameWorkspace(context.db as never, workspaceId, 'Pasar Buku')
    const stranger = await run('status', '--as', email, '--workspace', 'pasar buku')
    expect([stranger.code, stranger.err]).toEqual([2, expect.stringContaining('There are: Rina')])
    context.clock.advance(1)
    await putInto(context, id, workspaceId, 'viewer')
    const path = file('hana.md', article('title: Di sini'))
    const there = await run('publish', path, '--as', email, '--workspace', 'pasar buku')
    expect([there.code, there.err]).toEqual([1, expect.stringContaining('Viewer')])
    expect((await run('publish', path, '--as', email)).code).toBe(0)
  })

  test('is nobody under an address that nobody here has', async () => {
    const { code, err } = await run('status', '--as', 'siapa@contoh.id')
    expect([code, err]).toEqual([2, expect.stringContaining('siapa@contoh.id')])
  })
})
