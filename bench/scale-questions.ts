/** What the panel and readers ask for, each as somebody does who leafs through a full house. */
import { type Filled, wordAt } from './scale-fill.ts'

/** Paths, one after the other; each time it is told the answer to the one before. */
type Paths = Generator<string, never, unknown>

/** One kind of request. */
export interface Question {
  /** Its name in the JSON line. */
  key: string
  what: string
  /** The smaller house has less to show: how much longer the answer takes says nothing. */
  fuller?: boolean
  /** @throws Error for an answer that is not what was asked for */
  paths(filled: Filled): Paths
}

function always(key: string, what: string, path: string | ((turn: number, filled: Filled) => string)): Question {
  return {
    key,
    what,
    *paths(filled) {
      for (let turn = 0; ; turn++) yield typeof path === 'string' ? path : path(turn, filled)
    },
  }
}

/** A list's page. @throws Error where the answer holds none */
function pageOf(answer: unknown, rows: string): { rows: unknown[]; next: string | null } {
  const { [rows]: found, next } = answer as Record<string, unknown>
  if (!Array.isArray(found) || (typeof next !== 'string' && next !== null)) throw new Error(`no page of ${rows}`)
  return { rows: found, next }
}

/** Page after page; from the beginning again after the last one. @param rows the name of the list in the answer */
function leafing(key: string, what: string, path: string | ((filled: Filled) => string), rows: string): Question {
  return {
    key,
    what,
    *paths(filled) {
      const first = typeof path === 'string' ? path : path(filled)
      const further = `${first}${first.includes('?') ? '&' : '?'}cursor=`
      for (let next: string | null = null; ; ) {
        const page = pageOf(yield next === null ? first : further + encodeURIComponent(next), rows)
        if (page.rows.length === 0) throw new Error(`${first}: nothing`)
        next = page.next
      }
    },
  }
}

/** A list in which words are looked for. @param places of the words in the vocabulary, 0 the most frequent */
function searching(key: string, what: string, path: string, rows: string, places: readonly number[]): Question {
  return {
    key,
    what,
    *paths() {
      for (let turn = 0; ; turn++) {
        const place = (places[turn % places.length] as number) + Math.floor(turn / places.length)
        pageOf(yield `${path}${path.includes('?') ? '&' : '?'}q=${wordAt(place)}`, rows)
      }
    },
  }
}

const one = (key: string, what: string, kind: Exclude<keyof Filled, 'pages'>, path: (id: string) => string): Question =>
  always(key, what, (turn, filled) => path(filled[kind][turn % filled[kind].length] as string))

const month = () => {
  const now = Date.now()
  const day = 86_400_000
  const instant = (days: number) => new Date(now + days * day).toISOString()
  return `from=${instant(-45)}&to=${instant(-10)}`
}

const often = [3, 8, 15, 30]
const middle = [150, 400, 900, 1500]
const seldom = [4000, 9000, 14_000, 19_000]

const panel: readonly Question[] = [
  always('today', 'Today', '/api/today'),
  always('calendar', 'calendar, five weeks', () => `/api/calendar?${month()}`),
  leafing('articles', 'articles', '/api/articles', 'articles'),
  leafing('drafts', 'articles, drafts', '/api/articles?state=draft', 'articles'),
  always('tags', 'tags', '/api/article-tags'),
  one('article', 'one article', 'articles', (id) => `/api/articles/${id}`),
  one('revisions', 'its earlier forms', 'articles', (id) => `/api/articles/${id}/revisions`),
  leafing('posts', 'posts', '/api/deliveries', 'deliveries'),
  leafing('planned', 'posts, planned', '/api/deliveries?state=scheduled,sending,pending', 'deliveries'),
  leafing('refused', 'posts, refused', '/api/deliveries?state=rejected', 'deliveries'),
  leafing(
    'ofChannel',
    'posts of one channel',
    ({ channels }) => `/api/deliveries?channelId=${channels[0]}`,
    'deliveries',
  ),
  one('teasers', 'posts about one article', 'articles', (id) => `/api/deliveries?articleId=${id}`),
  one('post', 'one post', 'deliveries', (id) => `/api/deliveries/${id}`),
  leafing('inbox', 'inbox, open', '/api/conversations', 'conversations'),
  leafing('done', 'inbox, done', '/api/conversations?state=done', 'conversations'),
  leafing('all', 'inbox, all', '/api/conversations?state=all', 'conversations'),
  leafing(
    'ofOne',
    'inbox of one channel',
    ({ channels }) => `/api/conversations?channelId=${channels[0]}`,
    'conversations',
  ),
  one('conversation', 'one conversation', 'conversations', (id) => `/api/conversations/${id}`),
  leafing('activity', 'activity', '/api/activity', 'lines'),
  ...[
    'drafts',
    'series',
    'evergreen',
    'feeds',
    'proposals',
    'set-aside',
    'security',
    'team',
    'files',
    'channels',
    'slots',
    'me',
  ].map((name) => always(`list-${name}`, `/${name}`, `/api/${name}`)),
  searching('findArticlesOften', 'palette, a frequent word', '/api/articles', 'articles', often),
  {
    ...searching('findArticlesMiddle', 'palette, a word now and then', '/api/articles', 'articles', middle),
    fuller: true,
  },
  { ...searching('findArticlesSeldom', 'palette, a rare word', '/api/articles', 'articles', seldom), fuller: true },
  searching('findPostsOften', 'posts with a frequent word', '/api/deliveries', 'deliveries', often),
  {
    ...searching('findPostsMiddle', 'posts with a word now and then', '/api/deliveries', 'deliveries', middle),
    fuller: true,
  },
  { ...searching('findPostsSeldom', 'posts with a rare word', '/api/deliveries', 'deliveries', seldom), fuller: true },
  searching('findTalkOften', 'inbox, a frequent word', '/api/conversations?state=all', 'conversations', often),
  {
    ...searching(
      'findTalkMiddle',
      'inbox, a word now and then',
      '/api/conversations?state=all',
      'conversations',
      middle,
    ),
    fuller: true,
  },
  {
    ...searching('findTalkSeldom', 'inbox, a rare word', '/api/conversations?state=all', 'conversations', seldom),
    fuller: true,
  },
]

const slug = (turn: number, { pages }: Filled) => `/artikel-${10 * (turn % Math.min(pages, 40)) + 1}`

const reader: readonly Question[] = [
  always('home', 'blog, front page', '/'),
  always('page', 'blog, the last pages', (turn, { pages }) => `/page/${Math.max(2, pages - (turn % 10))}`),
  always('read', 'blog, an article', slug),
  always('tag', 'blog, a tag', (turn) => `/tag/label${1 + (turn % 8)}`),
  always('bigTag', 'blog, a tag of one in twenty articles', '/tag/kopi'),
  always('feed', 'blog, feed', '/feed.xml'),
  always('jsonFeed', 'blog, JSON feed', '/feed.json'),
  always('sitemap', 'blog, sitemap', '/sitemap.xml'),
  { ...always('sitemapPart', 'blog, a part of the sitemap', '/sitemap/1.xml'), fuller: true },
]

export const questions: readonly Question[] = [...panel, ...reader]
