import { afterEach, beforeEach, expect, test } from 'vitest'
import { articleAt } from '../../blog/index.ts'
import { asSystem, inWorkspace } from '../../db/client.ts'
import { openMediaStore } from '../../media/index.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { makeVideo } from '../../testing/video.ts'
import { beginImport, startImport, undoImport, workOnImport } from '../index.ts'
import { folderOf } from '../testing/read.ts'

let context: TestContext
let folder: string
beforeEach(async () => {
  context = await testContext()
  folder = await folderOf({
    'film.md':
      '---\ntitle: Film\ndate: 2020-01-02\n---\n\n![Panen](panen.mp4)\n\nLagi: ![](/klip/lain.mp4)\n\n![Rusak](rusak.mp4)',
    'panen.mp4': await makeVideo(2, 1000, '+01.0-001.0/'),
    'klip/lain.mp4': await makeVideo(3),
    'rusak.mp4': Buffer.from('bukan video'),
  })
})
afterEach(() => context.close())

const never = new AbortController().signal
async function imported(): Promise<string> {
  const paths = [{ name: 'folder', path: folder }]
  const { id } = await beginImport(context, context.actor, { paths }, { timeZone: 'Asia/Jakarta', emails: false })
  await workOnImport(context, id, never)
  await startImport(context, context.actor, id)
  await workOnImport(context, id, never)
  return id
}
const media = () =>
  asSystem(context.db, (tx) =>
    tx
      .selectFrom('media')
      .select(['file', 'mime', 'seconds', 'alt'])
      .where('deleted_at', 'is', null)
      .orderBy('seconds')
      .execute(),
  )

test('videos of an archive come with their article, without where they were taken; once, and go with the import', async () => {
  const id = await imported()
  expect(await media()).toMatchObject([
    { mime: 'video/mp4', seconds: 2, alt: '' },
    { mime: 'video/mp4', seconds: 3, alt: '' },
  ])
  const [first, second] = await media()
  const article = await inWorkspace(context.db, context.actor.workspaceId, (tx) => articleAt(tx, 'film'))
  expect(article?.markdown).toBe(
    `![Panen](/media/${first?.file})\n\nLagi: ![](/media/${second?.file})\n\n![Rusak](rusak.mp4)`,
  )
  const kept = await openMediaStore(context.config).get(first?.file ?? '')
  expect(kept.includes('+01.0')).toBe(false)
  context.clock.advance(60)
  await imported()
  expect(await media()).toHaveLength(2)
  await undoImport(context, context.actor, id)
  await workOnImport(context, id, never)
  expect(await media()).toEqual([])
})
