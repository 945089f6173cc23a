import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../migrations/index.ts'
import { createArticle, openReader, publishArticle } from '../blog/index.ts'
import { connectChannel, setHealth, withSession } from '../channels/index.ts'
import { readConfig } from '../config.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import { addPicture, openMediaStore } from '../media/index.ts'
import { deliverDue, schedulePost } from '../publishing/index.ts'
import { changeMailPreferences, mailPreferencesOf } from '../team/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { type FakeNetwork, fakeNetwork } from '../testing/fake-network.ts'
import { s3Server } from '../testing/s3-server.ts'
import { install, shell } from '../testing/shell.ts'
import { suiteCases } from '../testing/suites.ts'
import { packed } from '../themes/brought/testing/packed.ts'
import { bringTheme, exampleTheme, saveDesign } from '../themes/index.ts'
import { type Manifest, restoreBackup, writeBackup } from './index.ts'

const silent = () => undefined
/** Strings that have broken other programs. */
const strange = suiteCases<{ id: string; input: string }>('blns.json').map((one) => one.input)
const key = 'ab'.repeat(32)
const parent = mkdtempSync(join(tmpdir(), 'percakapan-backup-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))
let number = 0
const newFolder = () => join(parent, `b${++number}`)

let context: TestContext
let target: TestContext
let fake: FakeNetwork
let channelId: string

beforeEach(async () => {
  fake = fakeNetwork({ keys: false })
  context = await testContext([fake.network], { SECRET_KEY: key })
  target = await testContext([fake.network], { SECRET_KEY: key })
  await install(context)
  const result = await connectChannel(context, context.actor, 'fake', { handle: 'rina', password: 'right' })
  if (!('channel' in result)) throw new Error('no channel')
  channelId = result.channel.id
})
afterEach(async () => {
  await context.close()
  await target.close()
})

async function send(text: string, at?: Date): Promise<string> {
  const drafts = [{ channelId, text, mediaIds: [] }]
  const [id] = await schedulePost(context, context.actor, { drafts, at, timeZone: 'Asia/Jakarta' })
  return id as string
}
const states = (of: TestContext) =>
  asSystem(of.db, (tx) => tx.selectFrom('delivery').select(['text', 'state', 'reason']).orderBy('created_at').execute())
const setState = (id: string, state: 'sending' | 'pending') =>
  asSystem(context.db, (tx) =>
    tx.updateTable('delivery').set({ state, sending_part: 0 }).where('id', '=', id).execute(),
  )
const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

/** An article for each of many strange words: some of them written and published as people do, the others put there at once. */
async function writeStrangeWords(): Promise<void> {
  const words = [...strange, '\\N', '\\.', 'a\tb\nc\\d\r\n\u2028', '']
  for (const input of words.filter((_, index) => index % 50 === 0)) {
    const made = await createArticle(context, context.actor, { title: input, markdown: `0 ${input}`, tags: [input] })
    if (input.trim()) await publishArticle(context, context.actor, made.id)
  }
  // The database's own text has no such character.
  const texts = words.map((input) => input.replaceAll('\0', ''))
  await asSystem(context.db, (tx) =>
    sql`insert into article (id, workspace_id, slug, title, markdown, tags, language, state)
      select gen_random_uuid(), ${context.actor.workspaceId}, 'aneh-' || n, word, n || ' ' || word, array[word], 'id', 'draft'
      from unnest(${texts}::text[]) with ordinality as words (word, n)`.execute(tx),
  )
}

/** A picture, and a post that was sent. */
async function live(): Promise<void> {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()
  await addPicture(context, context.actor, { bytes, name: 'a.png', alt: 'Biru "tua"' })
  const id = await send('Pasar adalah percakapan')
  context.clock.advance(20)
  await deliverDue(context, new AbortController().signal, { id })
}

describe('what comes back', () => {
  test('is everything, byte for byte, whatever the words; its tables are as safe as before', {
    timeout: 60_000,
  }, async () => {
    await writeStrangeWords()
    await live()
    const [first, second] = [newFolder(), newFolder()]
    const { missing } = await writeBackup(context, first, silent)
    expect(missing).toEqual([])
    await restoreBackup(target, first, { replace: false }, silent)
    await writeBackup(target, second, silent)
    const [before, after] = [manifestOf(first), manifestOf(second)]
    // The restore itself holds everything; all else is as it was.
    const same = ({ tables }: Manifest) => tables.filter(({ name }) => name !== 'workspace_state')
    expect(same(after)).toEqual(same(before))
    expect(after.tables.length).toBe(before.tables.length)
    expect(after.media).toEqual(before.media)
    expect(before.tables.map((table) => table.name)).toContain('user')
    expect(before.tables.map((table) => table.name)).not.toContain('session')
    expect(before.tables.find((table) => table.name === 'article')?.rows).toBeGreaterThan(250)
    // Row-level security and references hold again.
    await expect(
      inWorkspace(target.db, 'somebody-else', (tx) => tx.selectFrom('article').selectAll().execute()),
    ).resolves.toEqual([])
    await expect(asSystem(target.db, (tx) => tx.deleteFrom('channel').execute())).rejects.toMatchObject({
      code: '23503',
    })
    const { rows } = await target.database.pool.query(
      "select 1 from pg_constraint where contype = 'f' and condeferrable and connamespace = 'public'::regnamespace",
    )
    expect(rows).toEqual([])
  })

  test('wishes for mail come along, letters on their way stay behind', async () => {
    const withMail = { ...context, config: { ...context.config, smtpUrl: 'smtp://127.0.0.1:9' } }
    const { userId, workspaceId } = context.actor
    await changeMailPreferences(withMail, userId, { reconnect: true })
    await setHealth(withMail, workspaceId, channelId, 'reconnect', null)
    const letters = (of: TestContext) => asSystem(of.db, (tx) => tx.selectFrom('mail').select('kind').execute())
    expect(await letters(context)).toHaveLength(1)
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    await restoreBackup(target, folder, { replace: false }, silent)
    expect(await letters(target)).toEqual([])
    expect(await mailPreferencesOf(target, userId)).toEqual({ reminder: true, reconnect: true, gap: true })
  })

  test('a theme that somebody brought too: the blog is drawn with it, and its files are there', async () => {
    const dot = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    )
    const style = `${exampleTheme['style.css']} main{background:url(assets/dot.png)}`
    const { theme } = await bringTheme(
      context,
      context.actor,
      await packed({ ...exampleTheme, 'style.css': style, 'assets/dot.png': dot }),
    )
    const usual = { menu: null, footer: { words: '', links: [] }, head: '', icon: null }
    await saveDesign(context, context.actor, { ...usual, theme: theme?.id ?? '' })
    const { id } = await createArticle(context, context.actor, { title: 'Panen', markdown: 'Isi.' })
    await publishArticle(context, context.actor, id)
    const drawn = async (of: TestContext) => {
      const reader = openReader(of)
      const read = async (path: string) => {
        const { status, body } = await reader.answer(path, { host: 'blog.example' })
        return { status, body: String(body) }
      }
      const home = await read('/')
      const [sheet = ''] = /\/style-[\w-]+\.css/.exec(home.body) ?? []
      const file = /\/theme\/[\w-]+\.png/.exec((await read(sheet)).body)?.[0] ?? ''
      const { status } = await read(file)
      reader.close()
      return { home: home.body.includes('<ul class="list">'), sheet, file, status }
    }
    const before = await drawn(context)
    expect(before).toMatchObject({ home: true, file: expect.stringMatching(/png$/), status: 200 })
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    await restoreBackup(target, folder, { replace: false }, silent)
    expect(await drawn(target)).toEqual(before)
  })

  test('pictures too, from a folder to a bucket and back', async () => {
    await live()
    const server = await s3Server()
    const { config, networks } = target
    const inBucket = { ...target, config: readConfig({ DATA_DIR: config.dataDir, SECRET_KEY: key, ...server.env }) }
    const third = await testContext(Object.values(networks), { SECRET_KEY: key })
    try {
      const [first, second] = [newFolder(), newFolder()]
      await writeBackup(context, first, silent)
      await restoreBackup(inBucket, first, { replace: false }, silent)
      expect(existsSync(join(config.dataDir, 'media'))).toBe(false)
      expect((await writeBackup(inBucket, second, silent)).missing).toEqual([])
      expect(manifestOf(second).media).toEqual(manifestOf(first).media)
      await restoreBackup(third, second, { replace: false }, silent)
      const [picture] = manifestOf(first).media
      const was = await openMediaStore(context.config).get(picture?.file as string)
      expect(was.length).toBeGreaterThan(0)
      expect(readFileSync(join(third.config.dataDir, 'media', picture?.file as string)).equals(was)).toBe(true)

      // A storage that is away: no backup that lacks them, and nothing of a restore.
      await server.goAway()
      const none = newFolder()
      await expect(writeBackup(inBucket, none, silent)).rejects.toMatchObject({ kind: 'unavailable' })
      expect(existsSync(none)).toBe(false)
      const empty = await testContext([], { SECRET_KEY: key })
      const away = { ...empty, config: inBucket.config }
      await expect(restoreBackup(away, first, { replace: false }, silent)).rejects.toMatchObject({
        kind: 'unavailable',
      })
      expect(await asSystem(empty.db, (tx) => tx.selectFrom('article').select('id').execute())).toEqual([])
      await empty.close()
    } finally {
      await third.close()
      await server.close()
    }
  })

  test('goes on: the audit trail counts further, tokens open with the same key, pictures are there', async () => {
    await live()
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    const { toReconnect } = await restoreBackup(target, folder, { replace: false }, silent)
    expect(toReconnect).toBe(0)
    const { workspaceId } = context.actor
    const opened = await withSession(target, workspaceId, channelId, async (session) => session.credentials)
    expect(opened).toEqual({ password: 'right' })
    await createArticle(target, context.actor, { title: 'Sesudah pulih' })
    await asSystem(target.db, async (tx) => {
      const [picture] = await tx.selectFrom('media').selectAll().execute()
      expect((await openMediaStore(target.config).get(picture?.file as string)).length).toBe(picture?.bytes)
      await tx
        .insertInto('audit')
        .values({ workspace_id: workspaceId, user_id: null, action: 'test', subject: 'x', details: '{}' })
        .execute()
    })
  })

  test('with another key: everything but the tokens', async () => {
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    const other = await testContext([fake.network])
    try {
      const { code, err, out } = await shell(other, ['restore', folder])
      expect(code).toBe(0)
      expect(err).toContain('1 channel asks to be reconnected')
      expect(out).toContain('Restored')
    } finally {
      await other.close()
    }
  })

  test('no secret lies open in it', async () => {
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    for (const name of readdirSync(join(folder, 'tables')))
      expect(readFileSync(join(folder, 'tables', name), 'utf8')).not.toMatch(/"password"|right|abababab/)
  })
})

test('attacks#A44 after a restore nothing is sent again without a person', async () => {
  const soon = await send('sebentar lagi', new Date(context.clock.now().getTime() + 60_000))
  await send('minggu depan', new Date(context.clock.now().getTime() + 7 * 86_400_000))
  const sending = await send('sedang dikirim')
  const pending = await send('sedang diolah')
  await setState(sending, 'sending')
  await setState(pending, 'pending')
  const draft = await createArticle(context, context.actor, { title: 'Terjadwal', markdown: 'a' })
  const at = new Date(context.clock.now().getTime() + 86_400_000)
  await publishArticle(context, context.actor, draft.id, at)
  const folder = newFolder()
  await writeBackup(context, folder, silent)
  // Meanwhile it is sent.
  context.clock.advance(120)
  await deliverDue(context, new AbortController().signal, { id: soon })
  expect(fake.posts).toHaveLength(1)
  target.clock.set(context.clock.now())
  const restored = await restoreBackup(target, folder, { replace: false }, silent)
  expect(restored).toMatchObject({ missed: 1, unconfirmed: 2, scheduled: 2 })
  expect(await states(target)).toEqual([
    { text: 'sebentar lagi', state: 'missed', reason: expect.objectContaining({ id: expect.any(String) }) },
    { text: 'minggu depan', state: 'scheduled', reason: null },
    { text: 'sedang dikirim', state: 'unconfirmed', reason: expect.objectContaining({ en: expect.any(String) }) },
    { text: 'sedang diolah', state: 'unconfirmed', reason: expect.objectContaining({ en: expect.any(String) }) },
  ])
  target.clock.advance(7200)
  expect(await deliverDue(target, new AbortController().signal)).toEqual([])
  expect(fake.posts).toHaveLength(1)
})

describe('refusals change nothing', () => {
  const untouched = async () => {
    expect(await asSystem(target.db, (tx) => tx.selectFrom('user').select('id').execute())).toEqual([
      { id: target.actor.userId },
    ])
  }

  test('a folder that is not empty', async () => {
    const folder = newFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'mine.txt'), 'a')
    const { code, err } = await shell(context, ['backup', folder])
    expect([code, err.includes('not empty')]).toEqual([2, true])
    expect(readdirSync(folder)).toEqual(['mine.txt'])
  })

  test('a backup that fails in the middle leaves nothing behind', async () => {
    await createArticle(context, context.actor, { title: 'a' })
    const folder = newFolder()
    const broken = {
      ...context,
      clock: {
        now: () => {
          throw new Error('power cut')
        },
      },
    }
    await expect(writeBackup(broken, folder, silent)).rejects.toThrow('power cut')
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(parent).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  test('an installed house, unless it may go', async () => {
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    await install(target)
    const refused = await shell(target, ['restore', folder], '', 'id')
    expect([refused.code, refused.err.includes('--replace')]).toEqual([2, true])
    await untouched()
    expect((await shell(target, ['restore', folder, '--replace'])).code).toBe(0)
    const users = await asSystem(target.db, (tx) => tx.selectFrom('user').select('id').execute())
    expect(users).toEqual([{ id: context.actor.userId }])
  })

  test('a database that the program is running on', async () => {
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    const worker = await target.database.pool.connect()
    await worker.query("set application_name = 'percakapan worker'")
    const { code, err } = await shell(target, ['restore', folder])
    worker.release(true)
    expect([code, err.includes('Stop it first')]).toEqual([2, true])
    await untouched()
  })

  type Change = (folder: string) => void
  const rewrite =
    (change: (manifest: Record<string, unknown>) => void): Change =>
    (folder) => {
      const told = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
      change(told)
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(told))
    }
  const changes: Record<string, [Change, string]> = {
    'a changed table': [(folder) => appendFileSync(join(folder, 'tables', 'article.copy'), 'x'), 'damaged'],
    'a missing table': [(folder) => rmSync(join(folder, 'tables', 'user.copy')), 'damaged'],
    'no manifest': [(folder) => rmSync(join(folder, 'manifest.json')), 'no Percakapan backup'],
    'a cut manifest': [(folder) => writeFileSync(join(folder, 'manifest.json'), '{"format":1'), 'damaged'],
    'a newer format': [rewrite((told) => Object.assign(told, { format: 2 })), 'newer version'],
    'newer migrations': [
      rewrite((told) => Object.assign(told, { migrations: [...Object.keys(migrations), '9999_x'] })),
      'newer version',
    ],
    'a path out of the folder': [
      rewrite((told) => Object.assign(told, { media: [{ file: '../../x.png', mime: 'a', bytes: 0, sha256: key }] })),
      'damaged',
    ],
    'rows that don’t fit': [rewrite((told) => void (told.tables as { name: string }[]).splice(0, 1)), 'do not fit'],
  }
  test.for(Object.entries(changes))('%s', async ([name, [change, told]]) => {
    const folder = newFolder()
    await send('a')
    await writeBackup(context, folder, silent)
    change(folder)
    // Without people the rest has nobody to belong to.
    if (name.startsWith('rows'))
      rewrite((manifest) => {
        manifest.tables = (manifest.tables as { name: string }[]).filter((table) => table.name !== 'organization')
      })(folder)
    const { code, err } = await shell(target, ['restore', folder])
    expect([code, err]).toEqual([2, expect.stringContaining(told)])
    await untouched()
  })
})

describe('attacks#A16 a folder that somebody else made', () => {
  const victim = () => {
    const path = join(parent, `victim${++number}.png`)
    writeFileSync(path, 'milik orang lain')
    return path
  }
  const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

  /** A backup whose manifest names one file more, and where that file lies. */
  async function withFile(): Promise<{ folder: string; file: string; told: (bytes: number, sha256: string) => void }> {
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    const name = 'tambahan.png'
    const told = (bytes: number, sha256: string) => {
      const manifest = manifestOf(folder)
      manifest.media.push({ file: name, mime: 'image/png', bytes, sha256 })
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
    }
    return { folder, file: join(folder, 'media', name), told }
  }

  const refused = async (folder: string) => {
    const { code, err } = await shell(target, ['restore', folder])
    expect([code, err]).toEqual([2, expect.stringContaining('damaged')])
    expect(readdirSync(target.config.dataDir)).not.toContain('media')
    expect(await asSystem(target.db, (tx) => tx.selectFrom('user').select('id').execute())).toEqual([
      { id: target.actor.userId },
    ])
  }

  test('a picture that is a link to a file elsewhere is not read', async () => {
    const { folder, file, told } = await withFile()
    const elsewhere = victim()
    symlinkSync(elsewhere, file)
    told(16, sumOf(elsewhere))
    await refused(folder)
  })

  test.each(['media', 'tables'])('nor anything where %s is a link to another folder', async (name) => {
    const { folder, file, told } = await withFile()
    writeFileSync(file, 'x')
    told(1, sumOf(file))
    const elsewhere = join(parent, `elsewhere${++number}`)
    renameSync(join(folder, name), elsewhere)
    symlinkSync(elsewhere, join(folder, name))
    const before = readdirSync(elsewhere)
    await refused(folder)
    expect(readdirSync(elsewhere)).toEqual(before)
  })

  test('a big file is not copied over what a link beside it leads to', async () => {
    const { folder, file, told } = await withFile()
    const elsewhere = victim()
    writeFileSync(file, '')
    truncateSync(file, 33 * 1024 * 1024)
    told(33 * 1024 * 1024, sumOf(file))
    symlinkSync(elsewhere, `${file}.restoring`)
    await shell(target, ['restore', folder])
    expect(readFileSync(elsewhere, 'utf8')).toBe('milik orang lain')
    expect(readdirSync(join(target.config.dataDir, 'media'))).toEqual(['tambahan.png'])
  })

  test.each(['../../x.png', '/etc/hostname', '..', 'a/b.png', 'a.png\\x'])(
    'no store opens a file that is called %j, whatever a row says',
    async (name) => {
      await live()
      await asSystem(context.db, (tx) => tx.updateTable('media').set({ file: name }).execute())
      const folder = newFolder()
      expect((await writeBackup(context, folder, silent)).missing).toEqual([name])
      const store = openMediaStore(context.config)
      for (const act of [() => store.get(name), () => store.delete(name), () => store.put(name, new Uint8Array(), 'a')])
        await expect(act()).rejects.toMatchObject({ kind: 'gone' })
    },
  )

  test('rows of a backup that call a file by a path are refused', async () => {
    await live()
    const folder = newFolder()
    await writeBackup(context, folder, silent)
    const path = join(folder, 'tables', 'media.copy')
    const [file = ''] = /[0-9a-f-]{36}\.png/.exec(readFileSync(path, 'utf8')) ?? []
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(file, '../../x.png'))
    const manifest = manifestOf(folder)
    const told = manifest.tables.find(({ name }) => name === 'media') as Manifest['tables'][number]
    Object.assign(told, { sha256: sumOf(path) })
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, media: [] }))
    await refused(folder)
  })
})

test('a backup of an older version is brought to this version’s shape', async () => {
  const folder = newFolder()
  await createArticle(context, context.actor, { title: 'Dari versi lama' })
  await writeBackup(context, folder, silent)
  const step: Migration = {
    up: async (db) => {
      await sql.raw("alter table article add column mood text not null default 'calm'").execute(db)
      await sql.raw("update article set mood = 'from ' || title").execute(db)
    },
  }
  await restoreBackup(target, folder, { replace: false }, silent, { ...migrations, '9000_mood': step })
  const { rows } = await asSystem(target.db, (tx) => sql`select mood from article`.execute(tx))
  expect(rows).toEqual([{ mood: 'from Dari versi lama' }])
})
