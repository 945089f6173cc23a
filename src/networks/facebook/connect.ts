import { z } from 'zod'
import { dialogOf, pagesAfterDialog, subscribeWebhook } from '../meta-login.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { appFields, beginAt } from '../oauth2.ts'
import { createClient, home, place } from './api.ts'
import { version } from './limits.ts'

/**
 * The least that the product needs: https://developers.facebook.com/docs/permissions
 * - `pages_show_list`: which pages there are to choose from
 * - `pages_manage_posts`: to post, correct and delete
 * - `pages_read_engagement`: our own posts, to find what an interrupted try has left
 * - `pages_read_user_content`: comments, and what visitors write
 * - `pages_manage_engagement`: to answer, hide and delete comments
 * - `pages_manage_metadata`: to have webhook events sent when something comes
 * - `business_management`: pages that are run through a business portfolio
 */
const scopes = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'pages_manage_metadata',
  'business_management',
]

const server = dialogOf(place, `${home}/${version}/dialog/oauth`, scopes)

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: appFields({ id: 'App ID', secret: 'App secret' }),
  steps: [
    {
      id: 'Buka developers.facebook.com/apps dengan akun yang mengelola halaman Anda, lalu pilih Create App. Sebagai kegunaan (use case), pilih Manage everything on your Page.',
      en: 'Open developers.facebook.com/apps with the account that manages your page, and choose Create App. As its use case, choose Manage everything on your Page.',
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
      id: 'Di App settings → Basic, isi Privacy policy URL dengan alamat kebijakan privasi Anda. Lalu ubah App mode dari Development menjadi Live: selama masih Development, kiriman Anda hanya terlihat oleh Anda sendiri. Untuk halaman Anda sendiri, tidak perlu App Review.',
      en: 'Under App settings → Basic, set Privacy policy URL to the address of your privacy policy. Then change App mode from Development to Live: while it is Development, only you can see what you post. For pages of your own, no App Review is needed.',
    },
    {
      id: 'Masih di App settings → Basic, salin App ID dan App secret ke sini, lalu hubungkan. Di jendela Facebook, pilih halaman yang ingin Anda hubungkan.',
      en: 'Still under App settings → Basic, copy App ID and App secret to here, and connect. In Facebook’s dialog, choose the pages you want to connect.',
    },
    {
      id: 'Agar komentar tiba seketika (bila server ini punya alamat umum): di Webhooks pilih Page, isi Callback URL dengan {webhook} dan Verify token dengan App ID Anda, lalu berlanggananlah feed dan mention. Tanpa langkah ini, komentar tetap diambil secara berkala.',
      en: 'To have comments arrive at once (where this server has a public address): under Webhooks choose Page, set Callback URL to {webhook} and Verify token to your App ID, and subscribe to feed and mention. Without this step comments are still fetched from time to time.',
    },
  ],
}

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(server, form, terms)
}

/** https://developers.facebook.com/docs/graph-api/reference/page/ */
const Page = z.object({
  id: z.string(),
  name: z.string(),
  access_token: z.string().optional(),
  username: z.string().optional(),
  link: z.string().optional(),
  about: z.string().optional(),
  website: z.string().optional(),
  picture: z.object({ data: z.object({ url: z.string() }) }).optional(),
})
const fields = 'id,name,username,link,about,website,picture{url}'

/** One for each page that the person chose; its token has no end of its own, so that there is nothing to renew. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<readonly Connected[]> {
  const pages = await pagesAfterDialog(place, server, answer, start, tools, fields, Page)
  for (const { page, graph } of pages) await subscribeWebhook(page.id, ['feed', 'mention'], graph)
  return pages.map(({ page, credentials }) => ({ account: accountOf(page), credentials }))
}

/** Whether the page can still be used, as it shows itself today. */
export async function probe(session: Session): Promise<Account> {
  const { remoteId } = session.account
  return accountOf(await createClient(session).get(`/${encodeURIComponent(remoteId)}`, { fields }, Page))
}

function accountOf({ id, name, username, link, about, website, picture }: z.infer<typeof Page>): Account {
  return {
    remoteId: id,
    server: home,
    handle: username ?? id,
    name,
    url: link ?? `${home}/${id}`,
    ...(picture ? { avatar: picture.data.url } : {}),
    ...(about ? { bio: about } : {}),
    links: (website ?? '').split(/\s+/).filter((address) => URL.canParse(address)),
  }
}
