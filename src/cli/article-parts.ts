/** What an article's front matter names, as the blog knows it: its authors, and the picture at its head. */
import { authorNamed, listAuthors } from '../blog/index.ts'
import type { Context } from '../context.ts'
import { say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import type { HeadPicture } from '../db/tables.ts'
import { may } from '../team/index.ts'
import type { ArticleFile } from './article-file.ts'
import { WrongUse } from './command.ts'
import type { Acting } from './house.ts'

const texts = {
  noFile: {
    id: 'Kolom "picture" harus jalur ke gambar di samping berkas artikelnya.',
    en: 'The field "picture" must be the path of a picture beside the article’s file.',
  },
  noAuthor: {
    id: 'Belum ada penulis bernama “{name}”. Tambahkan dahulu di panel.',
    en: 'There is no author called “{name}” yet. Add them in the panel first.',
  },
} satisfies Record<string, Words>

/** The picture at the head, named as one in the text is. */
export function headMarkdown({ picture }: ArticleFile): string {
  return picture ? `![${picture.alt.replace(/[\][\\]/g, '\\$&')}](<${picture.path.replace(/[<>\\]/g, '\\$&')}>)` : ''
}

/** @throws WrongUse for one that lies on another server, or here already: its path leads to no file beside the article's */
export function headPicture({ picture }: ArticleFile, media: ReadonlyMap<string, string>): HeadPicture | undefined {
  if (!picture) return undefined
  const { path, alt, caption } = picture
  const found = media.get(path)
  if (!found) throw new WrongUse(texts.noFile)
  return { media: found, alt, caption }
}

/** Who may change the brand adds authors by naming them. @throws WrongUse for a name that nobody has */
export async function authorIds(
  context: Context,
  { actor, member }: Acting,
  names: readonly string[],
): Promise<string[]> {
  return inWorkspace(context.db, actor.workspaceId, async (tx) => {
    const known = new Map((await listAuthors(tx)).flatMap(({ id, name, slug }) => [[name, id] as const, [slug, id]]))
    const ids: string[] = []
    for (const name of names) {
      const added = may(member.role, 'brand') === true ? () => authorNamed(tx, actor.workspaceId, { name }) : undefined
      const id = known.get(name) ?? (await added?.())
      if (!id) throw new WrongUse({ id: say(texts.noAuthor, 'id', { name }), en: say(texts.noAuthor, 'en', { name }) })
      ids.push(id)
    }
    return ids
  })
}
