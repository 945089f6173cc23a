import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asSystem, inWorkspace } from '../db/client.ts'
import { addPicture, makeDueSourceSet } from '../media/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createArticle, openReader, publishArticle, renewPages, renewPagesWith } from './index.ts'
import { previewArticle } from './preview.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
  const { userId: owner_id, workspaceId: workspace_id } = context.actor
  await asSystem(context.db, (tx) => tx.insertInto('installation').values({ owner_id, workspace_id }).execute())
})
afterEach(() => context.close())

async function publish(title: string, markdown: string) {
  const { id } = await createArticle(context, context.actor, { title, markdown })
  await publishArticle(context, context.actor, id)
  return id
}

async function pictureOf(width: number, height: number) {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#7a3e1d' } })
    .jpeg({ quality: 100 })
    .toBuffer()
  const noisy = await sharp(bytes)
    .composite([{ input: await noise(width, height) }])
    .jpeg({ quality: 98 })
    .toBuffer()
  return addPicture(context, context.actor, { bytes: noisy, name: 'a.jpg', alt: 'Kebun' })
}
const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  })
    .png()
    .toBuffer()

test('a picture’s source set is made after its article is published, and the article is laid out with it', async () => {
  const { id, file } = await pictureOf(900, 600)
  const reader = openReader(context)
  try {
    await publish('Kebun', `![Kebun](/media/${file} "Pagi")`)
    const page = async (path = '/kebun') => String((await reader.answer(path)).body)
    const plain = await page()
    expect(plain).toContain(
      `<figure><img src="/media/${file}" alt="Kebun" fetchpriority="high" width="900" height="600">`,
    )
    const made = (workspaceId: string, mediaId: string) => renewPagesWith(context, workspaceId, mediaId)
    expect(await makeDueSourceSet(context, new AbortController().signal, made)).toBe(id)
    // Until it is laid out anew readers get the page as it was.
    expect(await page()).toBe(plain)
    await renewPages(context)
    const rich = await page()
    expect(rich).toContain(`<source type="image/avif" srcset="/media/${id}-480.avif 480w, /media/${id}-900.avif 900w"`)
    expect(rich).toMatch(/<img class="blur" src="data:image\/webp;base64,[\w+/=]+" alt="">/)
    // A feed has the picture alone, under its whole address.
    for (const path of ['/feed.xml', '/atom.xml', '/feed.json']) {
      const feed = await page(path)
      expect(feed).toContain(`http://blog.example/media/${file}`)
      expect(feed).not.toMatch(/data:image|srcset|blur/)
    }
  } finally {
    reader.close()
  }
})

test('the picture at an article’s head is offered so too', async () => {
  const { id, file } = await pictureOf(500, 300)
  const picture = { media: id, alt: 'Kebun', caption: 'Pagi' }
  const article = await createArticle(context, context.actor, { title: 'Kepala', markdown: 'Isi.', picture })
  await publishArticle(context, context.actor, article.id)
  const reader = openReader(context)
  try {
    const page = async () => String((await reader.answer('/kepala')).body)
    expect(await page()).toContain(`<img class="u-featured" src="/media/${file}" alt="Kebun" width="500" height="300"`)
    const made = (workspaceId: string, mediaId: string) => renewPagesWith(context, workspaceId, mediaId)
    expect(await makeDueSourceSet(context, new AbortController().signal, made)).toBe(id)
    await renewPages(context)
    expect(await page()).toMatch(
      new RegExp(
        `<figure class="hero"><span class="pic">.*<source type="image/avif" srcset="/media/${id}-500.avif 500w`,
      ),
    )
  } finally {
    reader.close()
  }
})

test('after an upgrade the pictures of articles that are out long since get theirs too', async () => {
  const { id, file } = await pictureOf(500, 300)
  await publish('Lama', `![Kebun](/media/${file})`)
  await asSystem(context.db, async (tx) => {
    await tx.deleteFrom('source_set').execute()
    await tx.updateTable('article_page').set({ renderer: '1 http://blog.example', media: [] }).execute()
  })
  const signal = new AbortController().signal
  const made = (workspaceId: string, mediaId: string) => renewPagesWith(context, workspaceId, mediaId)
  expect(await makeDueSourceSet(context, signal, made)).toBeUndefined()
  await renewPages(context)
  expect(await makeDueSourceSet(context, signal, made)).toBe(id)
})

test('only a page with an embed may show frames, and those of its sites alone; its preview too', async () => {
  const reader = openReader(context)
  const policyOf = async (path: string) => (await reader.answer(path)).headers['content-security-policy']
  try {
    await publish('Biasa', 'Isi.')
    const id = await publish('Film', 'Lihat:\n\nhttps://youtu.be/aqz-KE-bpKQ\n\nhttps://vimeo.com/76979871')
    const frames = ['https://www.youtube-nocookie.com', 'https://player.vimeo.com']
    expect(await policyOf('/film')).toMatch(new RegExp(`; frame-src ${frames.join(' ')}$`))
    expect(await policyOf('/biasa')).not.toContain('frame-src')
    expect(await policyOf('/')).not.toContain('frame-src')
    expect((await previewArticle(context, context.actor, id)).frames).toEqual(frames)
    // What was never laid out is laid out for the reader who asks, policy and all.
    const unmade = { html: null, renderer: '', frames: [] }
    await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
      tx.updateTable('article_page').set(unmade).execute(),
    )
    context.bus.tell(context.actor.workspaceId, 'pages')
    expect(await policyOf('/film')).toContain(frames[0])
  } finally {
    reader.close()
  }
})
