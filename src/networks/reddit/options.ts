import { z } from 'zod'
import type { Part } from '../../core/post.ts'
import { Problem } from '../../core/problem.ts'
import { HttpProblem } from '../http.ts'
import type { Choice, PostOption, Session } from '../network.ts'
import { get, subredditOf } from './api.ts'
import { Facts } from './facts.ts'

/** https://www.reddit.com/dev/api#POST_api_submit */
export const options: readonly PostOption[] = [
  {
    name: 'kind',
    label: { id: 'Jenis kiriman', en: 'Kind of post' },
    hint: {
      id: 'Kiriman tautan berisi judul dan tautannya; teks Anda menyusul sebagai komentar pertama.',
      en: 'A link post is a title and its link; your text follows as the first comment.',
    },
    kind: 'choice',
    choices: [
      { value: 'self', label: { id: 'Teks', en: 'Text' } },
      { value: 'link', label: { id: 'Tautan', en: 'Link' } },
    ],
    initial: 'self',
  },
  {
    name: 'title',
    label: { id: 'Judul di Reddit', en: 'Title on Reddit' },
    hint: {
      id: 'Kosongkan untuk memakai judul kiriman, judul tautan, atau kalimat pertama.',
      en: 'Leave it empty to use the post’s headline, the link’s title, or the first sentence.',
    },
    kind: 'text',
    length: 300,
  },
  {
    name: 'flair',
    label: { id: 'Flair', en: 'Flair' },
    hint: {
      id: 'Label topik milik komunitas; sebagian komunitas mewajibkannya.',
      en: 'The community’s own label for topics; some communities want one.',
    },
    kind: 'choice',
    choices: flairs,
  },
  { name: 'nsfw', label: { id: 'Khusus dewasa (NSFW)', en: 'For adults (NSFW)' }, kind: 'switch' },
  { name: 'spoiler', label: { id: 'Bocoran cerita (spoiler)', en: 'Spoiler' }, kind: 'switch' },
  {
    name: 'sendReplies',
    label: { id: 'Kabari akun saya di Reddit bila ada komentar', en: 'Tell my Reddit account of comments' },
    kind: 'switch',
    initial: 'yes',
  },
]

const Flairs = z.array(z.object({ id: z.string(), text: z.string(), mod_only: z.boolean().nullish() }))

/** The flairs that one may choose. A community without them answers with 403. */
async function flairs(session: Session): Promise<readonly Choice[]> {
  const moderator = Facts.safeParse(session.account.facts).data?.moderator ?? false
  try {
    const told = await get(session, `/r/${subredditOf(session.account)}/api/link_flair_v2`, Flairs)
    return told
      .filter(({ mod_only }) => moderator || !mod_only)
      .map(({ id, text }) => ({ value: id, label: { id: text, en: text } }))
  } catch (error) {
    if (error instanceof HttpProblem && (error.status === 403 || error.status === 404)) return []
    throw error
  }
}

/** The fields of a submission. @throws Problem `rejected` for a link post without a link */
export function submission(part: Part, session: Session): Record<string, string> {
  const { kind, flair, nsfw, spoiler, sendReplies } = part.options ?? {}
  const facts = Facts.safeParse(session.account.facts).data
  const url = kind === 'link' ? part.card?.url : undefined
  if (kind === 'link' && !url) throw new Problem('rejected', linkWanted)
  return {
    sr: subredditOf(session.account),
    title: part.title ?? '',
    ...(url === undefined ? { kind: 'self', text: part.text } : { kind: 'link', url, resubmit: 'true' }),
    ...(flair ? { flair_id: flair } : {}),
    nsfw: String(nsfw === 'yes' || (facts?.nsfw ?? false)),
    spoiler: String(spoiler === 'yes'),
    sendreplies: String(sendReplies !== ''),
  }
}

const linkWanted = {
  id: 'Kiriman tautan memerlukan tautan. Tambahkan tautannya, atau pilih jenis Teks.',
  en: 'A link post needs a link. Add it, or choose the kind Text.',
}
