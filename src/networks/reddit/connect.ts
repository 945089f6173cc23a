import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { byHand as handMade, pathOn } from '../assisted.ts'
import { HttpProblem } from '../http.ts'
import type {
  Account,
  Community,
  Connect,
  Connected,
  ConnectTerms,
  Credentials,
  OAuthStart,
  OwnApp,
  Session,
  Tools,
} from '../network.ts'
import { appFields, ownAppOf as appOf, beginAt, finishAt } from '../oauth2.ts'
import { callWith, get, type Kept, oauthOf, subredditOf } from './api.ts'
import type { Facts } from './facts.ts'

const communityField = {
  name: 'community',
  type: 'text',
  label: { id: 'Komunitas (subreddit)', en: 'Community (subreddit)' },
  hint: {
    id: 'Satu saluran untuk satu komunitas; bacalah dulu aturannya. Untuk profil sendiri, tulis u/nama.',
    en: 'One channel for one community; please read its rules first. For your own profile write u/name.',
  },
  placeholder: 'r/indonesia',
  required: true,
} as const

/** The form and the steps that lead to its credentials, as data. */
export const connect: Connect = {
  kind: 'oauth',
  fields: [
    communityField,
    ...appFields({ id: 'Client ID', secret: 'Client Secret' }),
    {
      name: 'owner',
      type: 'handle',
      label: { id: 'Nama akun Reddit pemilik aplikasi', en: 'Reddit name of the app’s owner' },
      hint: {
        id: 'Reddit mewajibkan setiap aplikasi menyebutkan pemiliknya.',
        en: 'Reddit wants every app to name its owner.',
      },
      placeholder: { id: 'u/namaanda', en: 'u/yourname' },
      required: true,
      app: true,
    },
  ],
  steps: [
    {
      id: 'Sejak November 2025 Reddit memeriksa setiap aplikasi baru. Ajukan izin memakai API lewat reddithelp.com (Developer Support), dan ceritakan bahwa Anda mengirim ke komunitas atas nama sendiri. Sambil menunggu, Anda dapat mengirim manual.',
      en: 'Since November 2025 Reddit looks at every new app. Ask for API access at reddithelp.com (Developer Support), and say that you post to communities in your own name. While you wait you can post by hand.',
    },
    {
      id: 'Setelah disetujui, buka reddit.com/prefs/apps dan pilih “create another app…”. Pilih jenis “web app”, dan isi “redirect uri” dengan {callback}.',
      en: 'Once it is granted, open reddit.com/prefs/apps and choose “create another app…”. Choose the type “web app”, and set “redirect uri” to {callback}.',
    },
    {
      id: 'Client ID tertulis di bawah nama aplikasi, Client Secret di sebelah kata “secret”. Salin keduanya ke sini, lalu tuliskan komunitasnya.',
      en: 'The Client ID is shown under the app’s name, the Client Secret beside the word “secret”. Copy both to here, and write the community.',
    },
    {
      id: 'Anda dibawa ke Reddit. Pilih Allow. Gambar belum dapat dikirim lewat API Reddit; tautan Anda tetap ikut.',
      en: 'You are taken to Reddit. Choose Allow. Pictures can’t be sent by Reddit’s API yet; your link goes along all the same.',
    },
  ],
}

/** The community's submit page, with title and text filled in. */
function composer(part: Part, account: Account): string {
  const link = part.options?.kind === 'link' && part.card
  const fields = link
    ? new URLSearchParams({ type: 'LINK', title: part.title ?? '', url: link.url })
    : new URLSearchParams({ type: 'TEXT', selftext: 'true', title: part.title ?? '', text: part.text })
  return `${account.url}/submit?${fields.toString().replaceAll('+', '%20')}`
}

/** `r/name` or `u/name`, out of what people type; `undefined` where it can't be either. */
function communityOf(typed: string): string | undefined {
  const path = pathOn(typed, ['reddit.com'])
  const match = /^\/?(?:(r|u|user)\/)?([A-Za-z0-9][A-Za-z0-9_-]{1,20})\/?$/.exec(
    (path ?? typed).split('?')[0]?.replace(/^(\/(?:r|u|user)\/[^/]+).*/, '$1') ?? '',
  )
  if (!match) return undefined
  return match[1] === 'u' || match[1] === 'user' ? `u/${match[2]}` : `r/${match[2]}`
}

function urlOf(community: string): string {
  return `https://www.reddit.com/${community.replace(/^u\//, 'user/')}`
}

function accountOf(typed: string) {
  const handle = communityOf(typed)
  return handle ? { handle, name: handle, url: urlOf(handle), community: communityAt(handle, []) } : undefined
}

/** In a community one is a guest; on one's own profile one is at home. */
function communityAt(name: string, rules: z.infer<typeof Rules>['rules']): Community {
  return {
    name,
    guest: name.startsWith('r/'),
    rules: rules.map(({ short_name, description }) => ({ title: short_name, text: description ?? '' })),
  }
}

const wanted = {
  id: 'Nama komunitas terdiri atas 2–21 huruf, angka, atau garis bawah. Tulislah seperti r/indonesia.',
  en: 'A community’s name has 2 to 21 letters, digits or underscores. Please write it like r/indonesia.',
}

/** Posting by hand: it needs no approval. */
export const byHand = handMade({
  server: 'https://www.reddit.com',
  field: communityField,
  wanted,
  steps: [
    { id: 'Masuk ke Reddit dan bergabunglah dengan komunitasnya.', en: 'Sign in to Reddit and join the community.' },
    {
      id: 'Baca aturan komunitas itu: banyak yang membatasi promosi diri.',
      en: 'Read the community’s rules: many limit self-promotion.',
    },
    {
      id: 'Saat kiriman tiba waktunya, Percakapan membuka halaman kirim Reddit yang sudah terisi.',
      en: 'When a post is due, Percakapan opens Reddit’s submit page filled in.',
    },
  ],
  accountOf,
  composer,
})

const Started = z.looseObject({ community: z.string(), owner: z.string(), clientId: z.string() })

/** Where a person is sent to give the permission. @throws Problem `wrong-input` for an app that the form lacks */
export async function beginOAuth(form: Readonly<Record<string, string>>, terms: ConnectTerms): Promise<OAuthStart> {
  const community = communityOf((form.community ?? '').trim())
  if (!community) throw new Problem('wrong-input', wanted, { field: 'community' })
  const owner = (form.owner ?? '').trim().replace(/^\/?(u\/|@)/, '')
  if (!/^[\w-]{3,20}$/.test(owner)) throw new Problem('wrong-input', ownerWanted, { field: 'owner' })
  const { url, pending } = beginAt(oauthOf((form.clientId ?? '').trim(), owner), form, terms)
  return { url, pending: { ...pending, community, owner } }
}

const ownerWanted = {
  id: 'Nama akun Reddit terdiri atas 3–20 huruf, angka, garis bawah, atau tanda hubung. Tulislah seperti u/namaanda.',
  en: 'A Reddit name has 3 to 20 letters, digits, underscores or hyphens. Please write it like u/yourname.',
}

/** Takes the code that the person brought back, and asks who they are and what the community wants. */
export async function finishOAuth(
  answer: URLSearchParams,
  start: OAuthStart['pending'],
  tools: Tools,
): Promise<Connected> {
  const { community, owner, clientId } = Started.parse(start)
  const tokens = await finishAt(oauthOf(clientId, owner), answer, start, tools)
  const credentials: Kept = { ...tokens, owner }
  const ask: Ask = (path, schema) => callWith(credentials, tools, path, {}, schema)
  return { account: await readAccount(community, ask), credentials }
}

/** The person's own app, which Reddit wants to know the owner of. */
export function ownAppOf(credentials: Credentials): OwnApp | undefined {
  const app = appOf(credentials)
  const { owner } = Owned.safeParse(credentials).data ?? {}
  return app && owner ? { ...app, fields: { ...app.fields, owner } } : app
}

const Owned = z.object({ owner: z.string() })

/** Whether the account can still be used, with what the community wants today. */
export function probe(session: Session): Promise<Account> {
  return readAccount(session.account.handle, (path, schema) => get(session, path, schema))
}

type Ask = <T>(path: string, schema: z.ZodType<T>) => Promise<T>

const Me = z.object({ id: z.string(), name: z.string(), icon_img: z.string().nullish() })
const About = z.object({
  data: z.object({
    display_name: z.string(),
    public_description: z.string().nullish(),
    subscribers: z.number().nullish(),
    over18: z.boolean().nullish(),
    submission_type: z.string().nullish(),
    user_is_moderator: z.boolean().nullish(),
  }),
})
const Rules = z.object({
  rules: z.array(z.object({ short_name: z.string(), description: z.string().nullish() })).default([]),
})
const Requirements = z.object({
  is_flair_required: z.boolean().nullish(),
  title_text_max_length: z.number().nullish(),
  body_text_max_length: z.number().nullish(),
})

/** One person in one community: both make the account. */
async function readAccount(community: string, ask: Ask): Promise<Account> {
  const name = subredditOf({ handle: community })
  const me = await ask('/api/v1/me', Me)
  const about = await ask(`/r/${name}/about`, About).catch((error: unknown) => {
    throw isMissing(error) ? new Problem('wrong-input', noCommunity, { field: 'community', cause: error }) : error
  })
  const rules = await orNothing(ask(`/r/${name}/about/rules`, Rules))
  const wants = await orNothing(ask(`/api/v1/${name}/post_requirements`, Requirements))
  const avatar = me.icon_img?.split('?')[0]
  return {
    remoteId: `t2_${me.id}:${community.toLowerCase()}`,
    server: 'https://www.reddit.com',
    handle: community,
    name: `u/${me.name}`,
    url: urlOf(community),
    ...(avatar ? { avatar } : {}),
    ...(about.data.public_description ? { bio: about.data.public_description } : {}),
    community: communityAt(community, rules?.rules ?? []),
    facts: factsOf(community, me.name, about.data, wants),
  }
}

function factsOf(
  community: string,
  user: string,
  { subscribers, over18, submission_type: type, user_is_moderator: moderator }: z.infer<typeof About>['data'],
  wants: z.infer<typeof Requirements> | undefined,
): Facts {
  return {
    community,
    user,
    moderator: moderator ?? false,
    ...(subscribers == null ? {} : { subscribers }),
    nsfw: over18 ?? false,
    selfAllowed: type !== 'link',
    linkAllowed: type !== 'self',
    flairRequired: wants?.is_flair_required ?? false,
    ...(wants?.title_text_max_length == null ? {} : { titleLength: wants.title_text_max_length }),
    ...(wants?.body_text_max_length == null ? {} : { textLength: wants.body_text_max_length }),
  }
}

function isMissing(error: unknown): boolean {
  // For a name that nobody has, Reddit answers with an empty list, or sends to its search.
  return error instanceof HttpProblem && (error.reason === 'shape' || error.status === 404 || error.kind === 'rejected')
}

/** Some communities tell nothing of themselves: that keeps nobody from posting. */
async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof HttpProblem && (isMissing(error) || error.status === 403)) return undefined
    throw error
  }
}

const noCommunity = {
  id: 'Komunitas itu tidak ditemukan di Reddit, atau tertutup bagi akun Anda. Periksa namanya, dan bergabunglah dahulu.',
  en: 'That community is not on Reddit, or is closed to your account. Check its name, and join it first.',
}
