import type { Post } from '../../core/post.ts'
import type { PostOption } from '../network.ts'

/** The rules of app.bsky.feed.threadgate that one may choose; nobody has none of them. */
const rules: Readonly<Record<string, readonly string[]>> = {
  mentioned: ['mentionRule'],
  following: ['followingRule'],
  followers: ['followerRule'],
  nobody: [],
}

/** Who may answer and who may quote: https://docs.bsky.app/docs/tutorials/thread-gates */
export const options: readonly PostOption[] = [
  {
    name: 'replies',
    label: { id: 'Siapa yang boleh membalas', en: 'Who can reply' },
    hint: {
      id: 'Berlaku untuk seluruh utas. Anda sendiri selalu dapat membalas.',
      en: 'Applies to the whole thread. You yourself can always reply.',
    },
    kind: 'choice',
    choices: [
      { value: 'everybody', label: { id: 'Semua orang', en: 'Everybody' } },
      { value: 'mentioned', label: { id: 'Orang yang Anda sebut', en: 'People you mention' } },
      { value: 'following', label: { id: 'Orang yang Anda ikuti', en: 'People you follow' } },
      { value: 'followers', label: { id: 'Pengikut Anda', en: 'Your followers' } },
      { value: 'nobody', label: { id: 'Tidak seorang pun', en: 'Nobody' } },
    ],
    initial: 'everybody',
  },
  {
    name: 'noQuotes',
    label: { id: 'Jangan izinkan kutipan', en: 'Allow no quote posts' },
    kind: 'switch',
    initial: '',
  },
]

/** What was chosen and differs from what holds anyway. */
export function chosen(post: Pick<Post, 'options'>): Readonly<Record<string, string>> | undefined {
  const { replies, noQuotes } = post.options ?? {}
  const kept = {
    ...(replies !== undefined && Object.hasOwn(rules, replies) ? { replies } : {}),
    ...(noQuotes === 'yes' ? { noQuotes } : {}),
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

/** The `allow` of a thread gate; `undefined` where everybody may answer. */
export function allowed(options: Readonly<Record<string, string>> | undefined): object[] | undefined {
  const names = rules[options?.replies ?? '']
  return names?.map((name) => ({ $type: `app.bsky.feed.threadgate#${name}` }))
}
