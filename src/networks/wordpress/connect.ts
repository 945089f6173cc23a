import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { htmlToText } from '../html.ts'
import { atTypedServer, HttpProblem, request, typedServer } from '../http.ts'
import type { Account, Connect, Connected, Session, Tools } from '../network.ts'
import { addressOf, createClient, label, service } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'form',
  fields: [
    {
      name: 'server',
      type: 'url',
      label: { id: 'Alamat blog', en: 'Address of the blog' },
      placeholder: { id: 'https://blog.contoh.id', en: 'https://blog.example.com' },
      required: true,
    },
    {
      name: 'username',
      type: 'text',
      label: { id: 'Nama pengguna', en: 'User name' },
      hint: { id: 'Yang Anda pakai untuk masuk ke WordPress.', en: 'The one you sign in to WordPress with.' },
      required: true,
    },
    {
      name: 'password',
      type: 'password',
      label: { id: 'Sandi aplikasi', en: 'Application password' },
      hint: {
        id: 'Bukan sandi masuk Anda. Bentuknya enam kelompok huruf dan angka.',
        en: 'Not the password you sign in with. It is six groups of letters and digits.',
      },
      placeholder: 'abcd EFGH 1234 ijkl MNOP 5678',
      required: true,
    },
  ],
  steps: [
    { id: 'Masuk ke WordPress, lalu buka Pengguna → Profil.', en: 'Sign in to WordPress, and open Users → Profile.' },
    {
      id: 'Di bagian Sandi Aplikasi, tulis Percakapan sebagai nama, lalu pilih Tambah.',
      en: 'Under Application Passwords, write Percakapan as the name, and choose Add.',
    },
    {
      id: 'Salin sandi yang muncul, lalu tempelkan di sini.',
      en: 'Copy the password that appears, and paste it here.',
    },
  ],
}

/** https://developer.wordpress.org/rest-api/reference/users/ */
const User = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  url: z.string().optional(),
  link: z.string(),
  description: z.string().optional(),
  avatar_urls: z.record(z.string(), z.string()).optional(),
})
const Root = z.object({ name: z.string(), home: z.string(), namespaces: z.array(z.string()) })

/** Finds the blog's API, and asks it who signs in. */
export async function signIn(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected> {
  const username = (form.username ?? '').trim()
  const password = (form.password ?? '').trim()
  const server = typedServer(form.server ?? '', 'server')
  for (const [field, value] of Object.entries({ username, password })) if (!value) throw missing(field)
  const root = await atTypedServer(
    { field: 'server', server, label, example: { id: 'https://blog.contoh.id', en: 'https://blog.example.com' } },
    () => discover(server, tools, password),
  )
  const credentials = { root, username, password }
  try {
    return { account: await readAccount({ ...tools, credentials }, root), credentials }
  } catch (error) {
    if (error instanceof HttpProblem && (error.status === 401 || error.status === 403)) throw wrongPassword(error)
    throw error
  }
}

/**
 * Where the API is: the blog says so in a Link header, else it is in one of two usual places.
 * https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/
 */
async function discover(server: string, tools: Tools, password: string): Promise<string> {
  const told = await linkOf(server, tools)
  const guesses = [told, `${server}/wp-json/`, `${server}/?rest_route=/`].filter((guess) => guess !== undefined)
  let last: unknown
  for (const root of guesses) {
    try {
      const { value } = await request(service([password]), tools, root, {}, Root)
      if (value.namespaces.includes('wp/v2')) return root
    } catch (error) {
      if (!(error instanceof HttpProblem) || !['status', 'not-json', 'shape'].includes(error.reason)) throw error
      if (error.kind === 'rate-limited' || (error.status ?? 0) >= 500) throw error
      last = error
    }
  }
  throw last
}

async function linkOf(server: string, tools: Tools): Promise<string | undefined> {
  try {
    const answer = await tools.fetch(server, { signal: tools.signal })
    await answer.body?.cancel()
    const link = /<([^>]+)>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/.exec(answer.headers.get('link') ?? '')?.[1]
    return link && URL.canParse(link, answer.url) ? new URL(link, answer.url).href : undefined
  } catch (error) {
    if (error instanceof Problem) throw error
    // The two usual places are tried next, and tell what is wrong in words.
    return undefined
  }
}

/** Whether the account can still be used. */
export async function probe(session: Session): Promise<Account> {
  const { root } = z.object({ root: z.string() }).parse({ root: '', ...session.credentials })
  return await readAccount(session, root)
}

async function readAccount(tools: Tools & Pick<Session, 'credentials'>, root: string): Promise<Account> {
  const client = createClient(tools)
  const user = await client.get('wp/v2/users/me', { context: 'edit' }, User)
  const { value: site } = await request(service([]), tools, addressOf(root, '', {}), {}, Root)
  const avatars = Object.entries(user.avatar_urls ?? {}).sort(([a], [b]) => Number(b) - Number(a))
  const bio = htmlToText(user.description ?? '')
  return {
    remoteId: String(user.id),
    server: site.home,
    handle: `${user.slug}@${new URL(site.home).host}`,
    name: site.name || user.name,
    url: site.home,
    ...(avatars[0] ? { avatar: avatars[0][1] } : {}),
    ...(bio ? { bio } : {}),
    links: user.url ? [user.url] : [],
  }
}

function wrongPassword(cause: HttpProblem): Problem {
  return new Problem(
    'unauthorized',
    {
      id: 'Nama pengguna atau sandi aplikasinya tidak diterima. Periksa ejaannya, atau buat sandi aplikasi baru di profil WordPress Anda.',
      en: 'The user name or the application password was not accepted. Check the spelling, or make a new application password in your WordPress profile.',
    },
    { field: 'password', detail: cause.message },
  )
}

function missing(field: string): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Isilah nama pengguna dan sandi aplikasinya dulu.',
      en: 'Please fill in the user name and the application password first.',
    },
    { field },
  )
}
