/** What stands beside the articles of our own export. */
import { z } from 'zod'
import type { Source } from '../../source/source.ts'
import { textOf } from '../../source/text.ts'
import type { Found, FoundSite } from '../format.ts'

const site = z.object({ name: z.string(), url: z.string(), language: z.enum(['id', 'en']), timeZone: z.string() })
const authors = z.array(z.object({ name: z.string(), bio: z.string(), url: z.string() }))

/** A file as what it should be; `undefined` where it is missing, or something else. */
async function readAs<Shape>(source: Source, name: RegExp, shape: z.ZodType<Shape>): Promise<Shape | undefined> {
  const file = source.files.find(({ path }) => name.test(path))
  if (!file) return undefined
  try {
    return shape.safeParse(JSON.parse(await textOf(file))).data
  } catch {
    return undefined // somebody has changed it
  }
}

/** The blog that was left. */
export async function ownSite(source: Source): Promise<FoundSite> {
  const { name = '', url = '', language, timeZone } = (await readAs(source, /(?:^|\/)percakapan\.json$/, site)) ?? {}
  return { piece: 'site', url, title: name, ...(language ? { language } : {}), ...(timeZone ? { timeZone } : {}) }
}

/** Who wrote on it. */
export async function* ownAuthors(source: Source): AsyncGenerator<Found> {
  for (const { name, bio, url } of (await readAs(source, /(?:^|\/)data\/authors\.json$/, authors)) ?? [])
    yield { piece: 'author', key: name, name, bio, url }
}
