import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { request } from '../http.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { appFields, beginAt, finishAt, secretsOf } from '../oauth2.ts'
import { api, callWith, createClient, home, isPage, serverFor, service } from './api.ts'

/**
 * For a member: who they are, and to post. Anybody's app may ask for these.
 * https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/share-on-linkedin
 */
const memberScopes = ['openid', 'profile', 'w_member_social']

/**
 * For pages: which ones there are, their posts, and the comments below them. LinkedIn gives these to apps that it has
 * approved for its Community Management API, and to such apps nothing else.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/community-management-overview
 */
const pageScopes = [
  'r_organization_admin',
  'r_organization_social',
  'w_organization_social',
  'r_organization_social_feed',
  'w_organization_social_feed',
]

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: [
    ...appFields({ id: 'Client ID', secret: 'Primary Client Secret' }),
    {
      name: 'page',
      type: 'text',
      label: { id: 'Halaman perusahaan (boleh kosong)', en: 'Company page (may be empty)' },
      hint: {
        id: 'Biarkan kosong untuk profil Anda sendiri. Untuk halaman perusahaan, tulis alamatnya: aplikasi Anda harus sudah disetujui LinkedIn untuk Community Management API.',
        en: 'Leave it empty for your own profile. For a company page, write its address: LinkedIn must have approved your app for its Community Management API.',
      },
      placeholder: { id: 'https://www.linkedin.com/company/tokoanda', en: 'https://www.linkedin.com/company/yourshop' },
      required: false,
    },
  ],
  steps: [
    {
      id: 'Buka linkedin.com/developers/apps dan pilih Create app. LinkedIn meminta halaman perusahaan untuk aplikasinya; buat dulu bila belum punya, lalu setujui lewat tombol Verify.',
      en: 'Open linkedin.com/developers/apps and choose Create app. LinkedIn asks for a company page for the app; make one first if you have none, then approve it with the Verify button.',
    },
    {
      id: 'Di tab Products, tambahkan Share on LinkedIn dan Sign In with LinkedIn using OpenID Connect. Keduanya langsung aktif. Untuk halaman perusahaan, buat aplikasi tersendiri dan mintalah Community Management API: LinkedIn memeriksanya dulu.',
      en: 'In the Products tab, add Share on LinkedIn and Sign In with LinkedIn using OpenID Connect. Both work at once. For company pages, make an app of its own and request Community Management API: LinkedIn looks at it first.',
    },
    {
      id: 'Di tab Auth, tempelkan alamat ini pada Authorized redirect URLs for your app, lalu simpan: {callback}',
      en: 'In the Auth tab, paste this address into Authorized redirect URLs for your app, and save: {callback}',
    },
    {
      id: 'Masih di tab Auth, salin Client ID dan Primary Client Secret ke sini, lalu hubungkan. Izinnya berlaku enam puluh hari; sesudah itu hubungkan lagi.',
      en: 'Still in the Auth tab, copy Client ID and Primary Client Secret to here, then connect. The permission lasts sixty days; connect again after that.',
    },
    {
      id: 'Untuk profil pribadi, LinkedIn hanya mengizinkan program mengirim, membetulkan, dan menghapus. Komentar dan angkanya Anda baca langsung di LinkedIn; untuk halaman perusahaan, keduanya datang ke sini.',
      en: 'For a personal profile, LinkedIn lets a program post, correct and delete only. You read comments and figures on LinkedIn itself; for a company page both come here.',
    },
  ],
}

const Started = z.looseObject({ pages: z.boolean() })

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  const pages = (form.page ?? '').trim() !== ''
  const { url, pending } = beginAt(serverFor(pages ? pageScopes : memberScopes), form, terms)
  return { url, pending: { ...pending, pages } }
}

/** The member's own profile, or one for each page that the member runs. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected | readonly Connected[]> {
  const { pages } = Started.parse(start)
  const credentials = await finishAt(serverFor(pages ? pageScopes : memberScopes), answer, start, tools)
  const { accessToken } = credentials
  const secrets = secretsOf(credentials)
  if (!pages) return { account: await readMember(tools, secrets, accessToken), credentials }
  const connected: Connected[] = []
  for (const urn of await pagesOf(tools, secrets, accessToken)) {
    const { value } = await callWith(tools, secrets, accessToken, organizationPath(urn), {}, Organization)
    connected.push({ account: accountOfPage(urn, value), credentials })
  }
  if (connected.length === 0) throw new Problem('rejected', noPage)
  return connected
}

/** Whether the account can still be used, as it shows itself today. */
export async function probe(session: Session): Promise<Account> {
  const { remoteId } = session.account
  const client = createClient(session)
  if (isPage(session)) return accountOfPage(remoteId, await client.get(organizationPath(remoteId), Organization))
  return accountOfMember(await client.get('/v2/userinfo', Member))
}

/** https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2 */
const Member = z.object({ sub: z.string().min(1), name: z.string(), picture: z.string().optional() })

async function readMember(tools: Tools, secrets: readonly string[], token: string): Promise<Account> {
  const call = { headers: { authorization: `Bearer ${token}` } }
  return accountOfMember((await request(service(secrets), tools, `${api}/v2/userinfo`, call, Member)).value)
}

/** A member's own address is not told; this one leads a member to their own profile. */
function accountOfMember({ sub, name, picture }: z.infer<typeof Member>): Account {
  const account = { remoteId: `urn:li:person:${sub}`, server: home, handle: name, name, url: `${home}/in/me/` }
  return { ...account, ...(picture ? { avatar: picture } : {}) }
}

const Roles = z.object({
  elements: z.array(z.object({ organization: z.string(), role: z.string(), state: z.string() })),
})

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-access-control-by-role */
async function pagesOf(tools: Tools, secrets: readonly string[], token: string): Promise<string[]> {
  const path = '/rest/organizationAcls?q=roleAssignee&state=APPROVED&count=100'
  const headers = { 'x-restli-method': 'FINDER' }
  const { elements } = (await callWith(tools, secrets, token, path, { headers }, Roles)).value
  const may = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR', 'CONTENT_ADMIN']
  return [...new Set(elements.filter(({ role }) => may.includes(role)).map(({ organization }) => organization))]
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api */
const Organization = z.object({
  localizedName: z.string(),
  vanityName: z.string().optional(),
  localizedDescription: z.string().optional(),
  localizedWebsite: z.string().optional(),
})

const organizationPath = (urn: string) => `/rest/organizations/${encodeURIComponent(urn.split(':').at(-1) ?? '')}`

function accountOfPage(urn: string, page: z.infer<typeof Organization>): Account {
  const { localizedName: name, vanityName, localizedDescription: bio, localizedWebsite: website } = page
  const handle = vanityName ?? urn.split(':').at(-1) ?? name
  return {
    remoteId: urn,
    server: home,
    handle,
    name,
    url: `${home}/company/${encodeURIComponent(handle)}`,
    ...(bio ? { bio } : {}),
    links: website && URL.canParse(website) ? [website] : [],
  }
}

const noPage = {
  id: 'LinkedIn tidak menyebut satu halaman pun yang Anda kelola. Mintalah peran Super admin atau Content admin di halaman itu, lalu hubungkan lagi.',
  en: 'LinkedIn names no page that you run. Ask for the role Super admin or Content admin on the page, then connect again.',
}
