import { z } from 'zod'
import { createGraph } from '../meta.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { appFields, beginAt, finishAt, type OAuthServer } from '../oauth2.ts'
import { createClient, home, label, longLived, place, tokenRoot } from './api.ts'

/**
 * The least that the product needs: https://developers.facebook.com/documentation/threads/get-started
 * - `threads_basic`: the profile and its posts
 * - `threads_content_publish`: to post
 * - `threads_read_replies`, `threads_manage_replies`: answers, to answer and to hide them
 * - `threads_manage_mentions`: posts that name the profile
 * - `threads_manage_insights`: figures
 * - `threads_delete`: to take a post back
 */
const scopes = [
  'threads_basic',
  'threads_content_publish',
  'threads_read_replies',
  'threads_manage_replies',
  'threads_manage_mentions',
  'threads_manage_insights',
  'threads_delete',
]

/** https://developers.facebook.com/documentation/threads/get-started/get-access-tokens-and-permissions; it documents no PKCE. */
const server: OAuthServer = {
  label,
  authorize: 'https://threads.com/oauth/authorize',
  token: `${tokenRoot}/oauth/access_token`,
  scopes,
  scopeSeparator: ',',
  clientAuth: 'body',
  pkce: false,
}

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: appFields({ id: 'Threads app ID', secret: 'Threads app secret' }),
  steps: [
    {
      id: 'Buka developers.facebook.com/apps, pilih Create App, lalu pilih kegunaan (use case) Access the Threads API.',
      en: 'Open developers.facebook.com/apps, choose Create App, then choose the use case Access the Threads API.',
    },
    {
      id: `Di Use cases → Customize → Permissions, tambahkan izin ini: ${scopes.join(', ')}.`,
      en: `Under Use cases → Customize → Permissions, add these permissions: ${scopes.join(', ')}.`,
    },
    {
      id: 'Di Use cases → Customize → Settings, tempelkan alamat ini pada ketiga kolomnya (Redirect Callback URLs, Uninstall Callback URL, Delete Callback URL), lalu simpan: {callback}',
      en: 'Under Use cases → Customize → Settings, paste this address into all three fields (Redirect Callback URLs, Uninstall Callback URL, Delete Callback URL), and save: {callback}',
    },
    {
      id: 'Di App roles → Roles, tambahkan profil Threads Anda sebagai Threads Tester, lalu terima undangannya di Threads: Pengaturan → Akun → Izin situs web → Undangan.',
      en: 'Under App roles → Roles, add your Threads profile as a Threads Tester, then accept the invitation in Threads: Settings → Account → Website permissions → Invites.',
    },
    {
      id: 'Di App settings → Basic, salin Threads app ID dan Threads app secret ke sini (bukan App ID yang di atasnya), lalu hubungkan.',
      en: 'Under App settings → Basic, copy Threads app ID and Threads app secret to here (not the App ID above them), then connect.',
    },
    {
      id: 'Untuk kiriman bergambar atau bervideo, server ini harus punya alamat umum (https): Threads mengambilnya sendiri.',
      en: 'For posts with pictures or a video this server needs a public address (https): Threads itself fetches them.',
    },
  ],
}

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(server, form, terms)
}

const Profile = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  threads_profile_picture_url: z.string().optional(),
  threads_biography: z.string().optional(),
})
const fields = 'id,username,name,threads_profile_picture_url,threads_biography'

/** A code becomes a token of an hour, and that one of sixty days. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected> {
  const credentials = await longLived('exchange', await finishAt(server, answer, start, tools), tools)
  const graph = createGraph(place, tools, credentials)
  return { account: accountOf(await graph.get('/me', { fields }, Profile)), credentials }
}

/** Whether the profile can still be used, as it shows itself today. */
export async function probe(session: Session): Promise<Account> {
  return accountOf(await (await createClient(session)).get('/me', { fields }, Profile))
}

function accountOf(profile: z.infer<typeof Profile>): Account {
  const { id, username, name, threads_profile_picture_url: avatar, threads_biography: bio } = profile
  return {
    remoteId: id,
    server: home,
    handle: username,
    name: name || username,
    url: `${home}/@${username}`,
    ...(avatar ? { avatar } : {}),
    ...(bio ? { bio } : {}),
  }
}
