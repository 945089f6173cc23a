/** A blog with one of everything, for whoever tries what becomes of it elsewhere; and how it comes back. */
import sharp from 'sharp'
import {
  authorNamed,
  createArticle,
  eachWhole,
  keepComments,
  publishArticle,
  saveArticle,
  type WholeArticle,
} from '../../blog/index.ts'
import type { Context } from '../../context.ts'
import { inWorkspace } from '../../db/client.ts'
import { beginImport, startImport, workOnImport } from '../../importing/index.ts'
import { addPicture } from '../../media/index.ts'
import type { TestContext } from '../../testing/context.ts'

/** Pictures, an article with an older address and newer words, a page with a translation, a note, a draft, one that is scheduled, comments in a thread. */
export async function writeBlog(here: TestContext): Promise<void> {
  const inHere = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(here.db, here.actor.workspaceId, work)
  const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#a52' } })
    .png()
    .toBuffer()
  const picture = await addPicture(here, here.actor, { bytes, name: 'panen.png', alt: 'Panen' })
  const sari = await inHere((tx) => authorNamed(tx, here.actor.workspaceId, { name: 'Sari Dewi', bio: 'Menulis.' }))
  const common = { language: 'id' as const, tags: ['Kopi', 'kebun raya'], summary: 'Ringkas: "dua" tanda.' }
  const article = await createArticle(here, here.actor, {
    ...common,
    title: 'Panen: hari #1 & ‘kedua’',
    markdown: `Pagi di lereng.\n\n![Panen](/media/${picture.file} "Di kebun")\n\n- satu\n- dua {{< tweet 1 >}} dan {% raw %}\n\n\`\`\`html\n{{ kode }}\n\`\`\`\n\n---\n\nAkhir.`,
    picture: { media: picture.id, alt: 'Panen raya', caption: 'Foto: Sari' },
    authors: [sari ?? ''],
    series: 'Setahun di kebun',
    part: 2,
    pinned: true,
  })
  await publishArticle(here, here.actor, article.id)
  await saveArticle(here, here.actor, article.id, 1, {
    ...common,
    title: 'Panen raya',
    markdown: 'Kata-kata yang lebih baru.',
    slug: 'panen-raya',
  })
  const page = await createArticle(here, here.actor, {
    ...common,
    kind: 'page',
    title: 'Tentang',
    markdown: 'Kami.',
    translationKey: 'tentang',
  })
  await publishArticle(here, here.actor, page.id)
  const note = await createArticle(here, here.actor, { language: 'en', kind: 'note', markdown: 'Rain. **Good.**' })
  await publishArticle(here, here.actor, note.id)
  const draft = { title: 'Draf: "belum" <b>&amp;</b>', markdown: '', language: 'en' as const }
  await createArticle(here, here.actor, { ...draft, translationKey: 'tentang' })
  const later = await createArticle(here, here.actor, { title: 'Nanti', markdown: 'Sabar.' })
  await publishArticle(here, here.actor, later.id, new Date(here.clock.now().getTime() + 86_400_000))
  const comment = { articleId: article.id, email: null, standing: 'shown' as const }
  await inHere((tx) =>
    keepComments(tx, here.actor.workspaceId, [
      {
        ...{ ...comment, sourceKey: 'a', parentKey: '', name: 'Budi', url: 'https://budi.example' },
        ...{ markdown: 'Bagus *sekali*', at: new Date('2020-01-02T03:04:05Z') },
      },
    ]),
  )
}

/** Everything of a context's blog, by address. */
export async function allOf(context: TestContext): Promise<WholeArticle[]> {
  const found: WholeArticle[] = []
  for await (const one of eachWhole(context, context.actor.workspaceId)) found.push(one)
  return found.toSorted((a, b) => a.slug.localeCompare(b.slug))
}

/** Imports files or folders of this machine whole. @param site where relative addresses lead */
export async function moveIn(
  there: TestContext,
  paths: readonly string[],
  site: string,
  fetcher: Context['fetch'] = there.fetch,
): Promise<void> {
  const context = { ...there, fetch: fetcher }
  const never = new AbortController().signal
  const files = paths.map((path) => ({ name: 'keluar', path }))
  const options = { timeZone: 'Asia/Jakarta', emails: false, site }
  const { id } = await beginImport(context, there.actor, { paths: files }, options)
  await workOnImport(context, id, never)
  await startImport(context, there.actor, id)
  await workOnImport(context, id, never)
}
