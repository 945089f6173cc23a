import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { dialogOf, pagesAfterDialog, subscribeWebhook } from '../meta-login.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { appFields, beginAt } from '../oauth2.ts'
import { createClient, home, place } from './api.ts'
import { version } from './limits.ts'

/**
 * The least that the product needs: https://developers.facebook.com/docs/permissions
 * - `pages_show_list`, `pages_read_engagement`: the page that the account belongs to
 * - `instagram_basic`: the account and its posts
 * - `instagram_content_publish`: to post
 * - `instagram_manage_comments`: comments, answers, hiding
 * - `instagram_manage_contents`: to delete a post
 * - `pages_manage_metadata`: to have webhook events sent when something comes
 * - `business_management`: pages that are run through a business portfolio; `ads_read` too where the person's role was given there
 *   (https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user#requirements)
 */
const scopes = [
  'pages_show_list',
  'pages_read_engagement',
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_comments',
  'instagram_manage_contents',
  'pages_manage_metadata',
  'business_management',
  'ads_read',
]

const server = dialogOf(place, `https://www.facebook.com/${version}/dialog/oauth`, scopes)

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: appFields({ id: 'App ID', secret: 'App secret' }),
  steps: [
    {
      id: 'Akun Instagram Anda harus akun profesional (bisnis atau kreator) yang tertaut ke halaman Facebook. Di aplikasi Instagram: Pengaturan → Jenis akun dan alat, lalu di halaman Facebook: Pengaturan → Akun tertaut.',
      en: 'Your Instagram account has to be a professional one (business or creator) that is linked to a Facebook page. In the Instagram app: Settings → Account type and tools; then on the Facebook page: Settings → Linked accounts.',
    },
    {
      id: 'Buka developers.facebook.com/apps dan pilih Create App (aplikasi yang sudah Anda buat untuk halaman Facebook boleh dipakai lagi). Tambahkan kegunaan (use case) Manage messaging & content on Instagram, dengan Facebook Login.',
      en: 'Open developers.facebook.com/apps and choose Create App (the app you made for a Facebook page will do, too). Add the use case Manage messaging & content on Instagram, with Facebook Login.',
    },
    {
      id: `Di Use cases → Customize, tambahkan izin ini: ${scopes.join(', ')}.`,
      en: `Under Use cases → Customize, add these permissions: ${scopes.join(', ')}.`,
    },
    {
      id: 'Di Facebook Login → Settings, tempelkan alamat ini pada Valid OAuth Redirect URIs, lalu simpan: {callback}',
      en: 'Under Facebook Login → Settings, paste this address into Valid OAuth Redirect URIs, and save: {callback}',
    },
    {
      id: 'Di App settings → Basic, isi Privacy policy URL, lalu ubah App mode menjadi Live. Salin App ID dan App secret ke sini, lalu hubungkan; di jendela izinnya pilih halaman Facebook dan akun Instagram-nya.',
      en: 'Under App settings → Basic, fill in Privacy policy URL, then change App mode to Live. Copy App ID and App secret to here, and connect; in the dialog choose the Facebook page and its Instagram account.',
    },
    {
      id: 'Instagram mengambil sendiri gambar dan video dari server ini, jadi server ini harus punya alamat umum (https).',
      en: 'Instagram itself fetches pictures and videos from this server, so it needs a public address (https).',
    },
    {
      id: 'Agar komentar tiba seketika: di Webhooks pilih Instagram, isi Callback URL dengan {webhook} dan Verify token dengan App ID Anda, lalu berlanggananlah comments dan mentions. Tanpa langkah ini, komentar tetap diambil secara berkala.',
      en: 'To have comments arrive at once: under Webhooks choose Instagram, set Callback URL to {webhook} and Verify token to your App ID, and subscribe to comments and mentions. Without this step comments are still fetched from time to time.',
    },
  ],
}

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(server, form, terms)
}

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user */
const User = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  biography: z.string().optional(),
  website: z.string().optional(),
  profile_picture_url: z.string().optional(),
})
const fields = 'id,username,name,biography,website,profile_picture_url'

const Page = z.object({
  id: z.string(),
  access_token: z.string().optional(),
  instagram_business_account: User.optional(),
})

/** One for each account that belongs to a page the person chose; it acts with the page's token, which has no end of its own. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<readonly Connected[]> {
  const asked = `id,instagram_business_account{${fields}}`
  const pages = await pagesAfterDialog(place, server, answer, start, tools, asked, Page)
  const connected: Connected[] = []
  for (const { page, credentials, graph } of pages) {
    if (!page.instagram_business_account) continue
    await subscribeWebhook(page.id, ['feed'], graph)
    connected.push({ account: accountOf(page.instagram_business_account), credentials })
  }
  if (connected.length === 0) throw new Problem('rejected', noAccount)
  return connected
}

/** Whether the account can still be used, as it shows itself today. */
export async function probe(session: Session): Promise<Account> {
  const { remoteId } = session.account
  return accountOf(await createClient(session).get(`/${encodeURIComponent(remoteId)}`, { fields }, User))
}

function accountOf(user: z.infer<typeof User>): Account {
  const { id, username, name, biography, website, profile_picture_url: avatar } = user
  return {
    remoteId: id,
    server: home,
    handle: username,
    name: name || username,
    url: `${home}/${username}/`,
    ...(avatar ? { avatar } : {}),
    ...(biography ? { bio: biography } : {}),
    links: website && URL.canParse(website) ? [website] : [],
  }
}

const noAccount = {
  id: 'Halaman yang Anda pilih tidak tertaut ke akun Instagram profesional. Tautkan dulu di pengaturan halaman Facebook Anda (Akun tertaut), lalu hubungkan lagi.',
  en: 'The pages you chose are not linked to a professional Instagram account. Link one in your Facebook page’s settings first (Linked accounts), then connect again.',
}
