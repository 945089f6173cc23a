import { z } from 'zod'
import { Problem } from '../../core/problem.ts'
import { askAtFirst, googleFields, googleSteps } from '../google.ts'
import type { Account, Connect, Connected, ConnectTerms, OAuthStart, Session, Tools } from '../network.ts'
import { beginAt, finishAt } from '../oauth2.ts'
import { addressOf, base, google, listOf, read } from './api.ts'

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: googleFields,
  steps: [
    {
      id: 'Percakapan mengunggah video ke channel YouTube Anda dan membawa pulang komentarnya. Kiriman tanpa video (tab Postingan) tidak ada dalam API YouTube; tulislah langsung di sana.',
      en: 'Percakapan uploads videos to your YouTube channel and brings their comments home. YouTube’s API has no posts without a video (the Posts tab); write those over there.',
    },
    ...googleSteps(google.api),
    {
      id: 'Penting: YouTube mengunci video yang diunggah lewat proyek baru sebagai privat, sampai proyeknya lolos audit. Ajukan auditnya (tidak berbayar) di support.google.com/youtube/contact/yt_api_form. Sebelum itu video seperti ini tidak dapat dijadikan publik, di YouTube Studio pun tidak; yang harus segera tayang, unggahlah langsung di sana.',
      en: 'Important: YouTube locks videos that come from a new project as private, until the project has passed an audit. Ask for it (it is free) at support.google.com/youtube/contact/yt_api_form. Until then such a video can’t be made public, not even in YouTube Studio; upload there what has to be out at once.',
    },
  ],
}

/** The parts of https://developers.google.com/youtube/v3/docs/channels that we read. */
const Channel = z.object({
  id: z.string(),
  snippet: z.object({
    title: z.string(),
    description: z.string().optional(),
    customUrl: z.string().optional(),
    thumbnails: z.record(z.string(), z.object({ url: z.string(), width: z.number().optional() })).optional(),
  }),
  contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string().optional() }) }).optional(),
  status: z.object({ longUploadsStatus: z.string().optional() }).optional(),
})
type Channel = z.infer<typeof Channel>

const query = { part: ['snippet', 'contentDetails', 'status'], mine: 'true', maxResults: '50' }

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  return beginAt(google.server, form, terms)
}

/** The channels of the account that said yes; usually one: https://developers.google.com/youtube/v3/docs/channels/list */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected | readonly Connected[]> {
  const credentials = await finishAt(google.server, answer, start, tools)
  const address = addressOf(base, 'channels', query)
  const { items } = await askAtFirst(google, tools, credentials, address, listOf(Channel))
  const connected = items.map((channel) => ({ account: accountOf(channel), credentials }))
  const [first, ...others] = connected
  if (!first) throw new Problem('rejected', noChannel, { detail: 'channels.list gave none' })
  return others.length === 0 ? first : connected
}

/** Whether the account can still be used. */
export async function probe(session: Session): Promise<Account> {
  const { items } = await read(session, 'channels', query, listOf(Channel))
  const own = items.find(({ id }) => id === session.account.remoteId)
  if (!own) throw new Problem('unauthorized', otherChannel, { detail: 'the channel is not among the account’s own' })
  return accountOf(own)
}

function accountOf({ id, snippet, contentDetails, status }: Channel): Account {
  const [avatar] = Object.values(snippet.thumbnails ?? {}).sort((a, b) => (b.width ?? 0) - (a.width ?? 0))
  const uploads = contentDetails?.relatedPlaylists.uploads
  const longUploads = status?.longUploadsStatus
  return {
    remoteId: id,
    server: 'https://www.googleapis.com',
    handle: snippet.customUrl?.replace(/^@/, '') ?? id,
    name: snippet.title,
    url: `https://www.youtube.com/channel/${id}`,
    ...(avatar ? { avatar: avatar.url } : {}),
    ...(snippet.description ? { bio: snippet.description } : {}),
    facts: { ...(uploads ? { uploads } : {}), ...(longUploads ? { longUploads } : {}) },
  }
}

const noChannel = {
  id: 'Akun Google ini belum punya channel YouTube. Buat channelnya dulu di youtube.com (foto profil → Buat channel), lalu hubungkan lagi.',
  en: 'This Google account has no YouTube channel yet. Make one at youtube.com (your picture → Create a channel), and connect again.',
}
const otherChannel = {
  id: 'Izin Google ini bukan lagi untuk channel YouTube tersebut. Hubungkan lagi, dan pilih channel yang benar ketika Google menanyakannya.',
  en: 'This Google permission is no longer for that YouTube channel. Connect again, and choose the right channel when Google asks.',
}
