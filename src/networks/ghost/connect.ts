import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { atTypedServer, HttpProblem, request, typedServer } from '../http.ts'
import type { Account, Connect, Connected, Session, Tools } from '../network.ts'
import { createClient, Kept, label, service } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'form',
  fields: [
    {
      name: 'server',
      type: 'url',
      label: { id: 'API URL', en: 'API URL' },
      hint: {
        id: 'Seperti yang tertulis di halaman integrasinya; biasanya alamat blog Anda.',
        en: 'As shown on the integration’s page; usually your blog’s address.',
      },
      placeholder: { id: 'https://blog.contoh.id', en: 'https://blog.example.com' },
      required: true,
    },
    {
      name: 'key',
      type: 'password',
      label: { id: 'Admin API key', en: 'Admin API key' },
      hint: {
        id: 'Panjang, dengan titik dua di dalamnya. Bukan Content API key.',
        en: 'A long one with a colon in it. Not the Content API key.',
      },
      placeholder: '6543…:a1b2…',
      required: true,
    },
  ],
  steps: [
    {
      id: 'Masuk ke Ghost Admin sebagai pemilik atau administrator (alamat blog Anda ditambah /ghost).',
      en: 'Sign in to Ghost Admin as the owner or an administrator (your blog’s address with /ghost behind it).',
    },
    {
      id: 'Buka Settings → Advanced → Integrations → Custom, lalu pilih Add custom integration. Beri nama Percakapan.',
      en: 'Open Settings → Advanced → Integrations → Custom, and choose Add custom integration. Call it Percakapan.',
    },
    {
      id: 'Salin API URL dan Admin API key yang muncul, lalu tempelkan di sini.',
      en: 'Copy the API URL and the Admin API key that appear, and paste them here.',
    },
  ],
}

/** https://docs.ghost.org/admin-api: what a site tells of itself; `site_uuid` since Ghost 5. */
const Site = z.object({
  site: z.object({
    title: z.string(),
    description: z.string().nullish(),
    url: z.string(),
    logo: z.string().nullish(),
    icon: z.string().nullish(),
    locale: z.string().nullish(),
    version: z.string().nullish(),
    site_uuid: z.string().nullish(),
  }),
})

/** Finds the blog's API, and shows it the key. */
export async function signIn(form: Readonly<Record<string, string>>, tools: Tools): Promise<Connected> {
  const key = (form.key ?? '').trim()
  // People copy the address of Ghost Admin as well.
  const server = typedServer(form.server ?? '', 'server').replace(/\/ghost(\/.*)?$/, '')
  if (!/^[0-9a-f]{16,}:([0-9a-f]{2}){16,}$/i.test(key)) throw noKey()
  const root = await atTypedServer(
    { field: 'server', server, label, example: { id: 'https://blog.contoh.id', en: 'https://blog.example.com' } },
    async () => {
      const found = await landing(`${server}/ghost/api/admin/site/`, tools)
      await request(service([key]), tools, found, {}, Site)
      return found.replace(/\/site\/?$/, '')
    },
  )
  const credentials = { root, key }
  try {
    return { account: await readAccount({ ...tools, credentials }), credentials }
  } catch (error) {
    if (error instanceof HttpProblem && (error.status === 401 || error.status === 403)) throw wrongKey(error)
    throw error
  }
}

/** Where a blog's API really is: it may send requests on to another address, which writes would not follow. */
async function landing(address: string, tools: Tools): Promise<string> {
  try {
    const answer = await tools.fetch(address, { signal: tools.signal })
    await answer.body?.cancel()
    const there = answer.url
    return answer.ok && /\/ghost\/api\/admin\/site\/?$/.test(there) ? there : address
  } catch (error) {
    if (error instanceof Problem) throw error
    // The request that follows tells what is wrong in words.
    return address
  }
}

/** Whether the key is still good. */
export async function probe(session: Session): Promise<Account> {
  return await readAccount(session)
}

async function readAccount(tools: Tools & Pick<Session, 'credentials'>): Promise<Account> {
  const client = createClient(tools)
  // The site tells everybody who it is; only posts ask for the key.
  await client.get('posts', { limit: '1', fields: 'id' }, z.object({ posts: z.array(z.unknown()) }))
  const { site } = await client.get('site', {}, Site)
  const { title, url, locale, version } = site
  const avatar = site.icon || site.logo
  return {
    remoteId: site.site_uuid || url,
    server: Kept.parse(tools.credentials).root,
    handle: new URL(url).host,
    name: title,
    url,
    ...(avatar ? { avatar } : {}),
    ...(site.description ? { bio: site.description } : {}),
    facts: { ...(locale ? { language: locale } : {}), ...(version ? { version } : {}) },
  }
}

function noKey(): Problem {
  return new Problem(
    'wrong-input',
    {
      id: 'Itu belum Admin API key yang utuh. Salin seluruhnya, termasuk titik dua di tengahnya; Content API key tidak dapat dipakai.',
      en: 'That is not a whole Admin API key. Copy all of it, the colon in its middle too; a Content API key will not do.',
    },
    { field: 'key' },
  )
}

function wrongKey(cause: HttpProblem): Problem {
  return new Problem(
    'unauthorized',
    {
      id: 'Admin API key ini tidak diterima. Salin lagi dari halaman integrasinya, dan pastikan alamatnya milik blog yang sama.',
      en: 'This Admin API key was not accepted. Copy it again from the integration’s page, and make sure that the address is the same blog’s.',
    },
    { field: 'key', detail: cause.message },
  )
}
