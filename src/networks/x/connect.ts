import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { byHand as handMade, pathOn } from '../assisted.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { appFields, beginAt, finishAt, revokeAt } from '../oauth2.ts'
import { call, callWith, oauth, User } from './api.ts'
import { prices } from './limits.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: appFields({ id: 'Client ID', secret: 'Client Secret' }),
  steps: [
    {
      id: 'X meminta bayaran untuk setiap kiriman lewat API-nya. Buka console.x.com, masuk dengan akun Anda, lalu isi saldo kredit secukupnya. Tidak mau membayar? Pilih kirim manual.',
      en: 'X takes money for every post by its API. Open console.x.com, sign in with your account, and add a little credit. You would rather not pay? Choose to post by hand.',
    },
    {
      id: 'Di sana buatlah sebuah aplikasi (Apps → Create App), lalu buka “User authentication settings” dan pilih Set up.',
      en: 'Make an app there (Apps → Create App), then open “User authentication settings” and choose Set up.',
    },
    {
      id: 'Pilih izin “Read and write”, jenis aplikasi “Web App, Automated App or Bot”, dan isi “Callback URI / Redirect URL” dengan {callback}. Untuk Website URL, isikan alamat situs Anda. Simpan.',
      en: 'Choose the permission “Read and write”, the type “Web App, Automated App or Bot”, and set “Callback URI / Redirect URL” to {callback}. As Website URL give the address of your site. Save.',
    },
    {
      id: 'X kini menunjukkan Client ID dan Client Secret dari OAuth 2.0. Salin keduanya ke sini; Client Secret hanya ditampilkan sekali.',
      en: 'X now shows the Client ID and Client Secret of OAuth 2.0. Copy both to here; the Client Secret is shown only once.',
    },
    {
      id: 'Anda dibawa ke X. Periksa akun mana yang sedang masuk, lalu pilih Authorize app.',
      en: 'You are taken to X. See which account is signed in there, then choose Authorize app.',
    },
  ],
}

/** https://docs.x.com/x-for-websites/post-button/guides/web-intent */
function composer(part: Part): string {
  return `https://x.com/intent/post?${new URLSearchParams({ text: part.text }).toString().replaceAll('+', '%20')}`
}

function accountOf(typed: string) {
  const path = pathOn(typed, ['x.com', 'twitter.com'])
  const handle = (path?.split(/[/?]/)[1] || typed).replace(/^@/, '')
  if (!/^[A-Za-z0-9_]{1,15}$/.test(handle)) return undefined
  return { handle, name: handle, url: `https://x.com/${handle}` }
}

/** Posting by hand: it costs nothing. */
export const byHand = handMade({
  server: 'https://x.com',
  field: {
    name: 'handle',
    type: 'handle',
    label: { id: 'Nama akun X', en: 'X handle' },
    hint: { id: 'Boleh juga alamat profilnya.', en: 'The address of the profile will do too.' },
    placeholder: { id: '@namaanda', en: '@yourname' },
    required: true,
  },
  wanted: {
    id: 'Nama akun X terdiri atas paling banyak 15 huruf, angka, atau garis bawah. Tulislah seperti @namaanda.',
    en: 'An X handle has at most 15 letters, digits or underscores. Please write it like @yourname.',
  },
  steps: [
    {
      id: 'Masuk ke X di peramban yang Anda pakai untuk Percakapan.',
      en: 'Sign in to X in the browser that you use for Percakapan.',
    },
    { id: 'Tuliskan nama akun Anda di sini.', en: 'Write your handle here.' },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka halaman kirim X yang sudah terisi; Anda tinggal menekan Kirim.',
      en: 'When a post is due, Percakapan opens X’s page for posting, filled in; you only press Post.',
    },
  ],
  accountOf,
  composer,
})

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(oauth, form, terms)
}

/** Takes the code that the person brought back, and asks X whose it is. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected> {
  const credentials = await finishAt(oauth, answer, start, tools)
  return { account: accountOfUser(await callWith(credentials, tools, whoami, {}, Me)), credentials }
}

/** Takes back the permission that X gave this app for the account. */
export function revoke(session: Session): Promise<void> {
  return revokeAt(oauth, session)
}

/** Whether the account can still be used, with what X tells of it today. Costs an owned read. */
export async function probe(session: Session): Promise<Account> {
  await session.spend('usd', prices.ownedRead)
  return accountOfUser(await call(session, whoami, {}, Me))
}

const whoami = '/2/users/me?user.fields=description,entities,profile_image_url,subscription_type,url,verified_type'
const Me = z.object({ data: User })

function accountOfUser({ data }: z.infer<typeof Me>): Account {
  const link = data.entities?.url?.urls?.[0]?.expanded_url ?? data.url
  return {
    remoteId: data.id,
    server: 'https://x.com',
    handle: data.username,
    name: data.name,
    url: `https://x.com/${data.username}`,
    ...(data.profile_image_url ? { avatar: data.profile_image_url } : {}),
    ...(data.description ? { bio: data.description } : {}),
    ...(link ? { links: [link] } : {}),
    facts: { subscriber: isSubscriber(data) },
  }
}

/** Longer texts and videos are for those who pay, and for businesses that are verified. */
function isSubscriber({ subscription_type: kind, verified_type: verified }: User): boolean {
  return (kind != null && !/^none$/i.test(kind)) || verified === 'blue' || verified === 'business'
}
