import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { askAtFirst, googleFields, googleSteps } from '../google.ts'
import { htmlToText } from '../html.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { beginAt, finishAt } from '../oauth2.ts'
import { addressOf, base, google, inBlog, listOf, read } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: googleFields,
  steps: [
    ...googleSteps(google.api),
    {
      id: 'Bila Anda menulis di beberapa blog, pilih blog yang ingin dihubungkan. API Blogger tidak menerima gambar: gambar artikel tetap berada di blog Anda dan ditampilkan dari sana.',
      en: 'If you write for several blogs, choose which to connect. Blogger’s API takes no pictures: those of an article stay on your own blog, and are shown from there.',
    },
  ],
}

/** The parts of https://developers.google.com/blogger/docs/3.0/reference/blogs#resource that we read. */
const Blog = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  url: z.string(),
  locale: z.object({ language: z.string().optional(), country: z.string().optional() }).optional(),
})
type Blog = z.infer<typeof Blog>
const User = z.object({ id: z.string() })

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(google.server, form, terms)
}

/** The blogs that the account may write for: https://developers.google.com/blogger/docs/3.0/reference/blogs/listByUser */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected | readonly Connected[]> {
  const credentials = await finishAt(google.server, answer, start, tools)
  const ask = <T>(address: URL, schema: z.ZodType<T>) => askAtFirst(google, tools, credentials, address, schema)
  const { id } = await ask(addressOf('users/self'), User)
  const query = { role: ['ADMIN', 'AUTHOR'], status: 'LIVE' }
  const { items } = await ask(addressOf('users/self/blogs', query), listOf(Blog))
  const connected = items.map((blog) => ({ account: accountOf(blog, id), credentials }))
  const [first, ...others] = connected
  if (!first) throw new Problem('rejected', noBlog, { detail: 'blogs.listByUser gave none' })
  return others.length === 0 ? first : connected
}

/** Whether the blog can still be written for. */
export async function probe(session: Session): Promise<Account> {
  const { id } = await read(session, 'users/self', {}, User)
  // Others may read a blog too; only its authors see it this way.
  return accountOf(await read(session, inBlog(session), { view: 'AUTHOR' }, Blog), id)
}

function accountOf({ id, name, description, url, locale }: Blog, user: string): Account {
  const bio = htmlToText(description ?? '')
  return {
    remoteId: id,
    server: base,
    handle: new URL(url).host,
    name,
    url,
    ...(bio ? { bio } : {}),
    facts: { user, ...(locale?.language ? { language: locale.language } : {}) },
  }
}

const noBlog = {
  id: 'Akun Google ini belum punya blog di Blogger. Buat blognya dulu di blogger.com, lalu hubungkan lagi.',
  en: 'This Google account has no blog on Blogger yet. Make one at blogger.com, and connect again.',
}
