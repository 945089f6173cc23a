/** What is true of every format, and each format's own files. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beside } from '../../networks/testing/beside.ts'
import { everythingIn, folderOf } from '../testing/read.ts'
import { zipOf } from '../testing/zip.ts'

const lexical = (text: string) =>
  JSON.stringify({
    root: { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'extended-text', text, format: 1 }] }] },
  })
const mobiledoc = (text: string) =>
  JSON.stringify({
    version: '0.3.1',
    markups: [['em'], ['a', ['href', 'https://a.example']]],
    atoms: [['soft-return', '', {}]],
    cards: [['image', { src: '__GHOST_URL__/content/images/a.jpg', alt: 'A', caption: 'C' }]],
    sections: [
      [
        1,
        'p',
        [
          [0, [0], 1, text],
          [1, [], 0, 0],
          [0, [1], 1, 'tautan'],
        ],
      ],
      [10, 0],
      [3, 'ul', [[[0, [], 0, 'satu']]]],
    ],
  })
const ghostFile = (posts: object[]) =>
  JSON.stringify({
    db: [
      {
        meta: { exported_on: 1, version: '5.0.0' },
        data: {
          posts,
          users: [{ id: 'u1', name: 'Sari' }],
          tags: [
            { id: 't1', name: 'Kopi', visibility: 'public' },
            { id: 't2', name: '#dalam', visibility: 'internal' },
          ],
          posts_tags: [
            { post_id: '1', tag_id: 't2', sort_order: 0 },
            { post_id: '1', tag_id: 't1', sort_order: 1 },
          ],
          posts_authors: [{ post_id: '1', author_id: 'u1' }],
          posts_meta: [],
          settings: [
            { key: 'title', value: 'Lama' },
            { key: 'timezone', value: 'Asia/Jakarta' },
          ],
        },
      },
    ],
  })
const story = (name: string, more = '') =>
  `<html><body><article class="h-entry"><header><h1 class="p-name">${name}</h1></header><section data-field="subtitle" class="p-summary">Anak judul</section><section data-field="body" class="e-content"><section class="section"><div class="section-divider"><hr class="section-divider"></div><h3 class="graf graf--h3 graf--leading graf--title">${name}</h3><p class="graf graf--p">Isi.</p><figure class="graf graf--figure"><img src="https://cdn-images-1.medium.com/max/800/1*a.jpeg"></figure></section></section><footer>${more}</footer></article></body></html>`
const entry = (id: string, type: string, more = '') =>
  `<entry><id>tag:blogger.com,1999:blog-1.post-${id}</id><blogger:type>${type}</blogger:type><blogger:status>LIVE</blogger:status><author><name>Sari</name></author><title>Kopi &amp;amp; teh</title><content type="html">&lt;div class="separator"&gt;&lt;a href="https://b.example/s1600/k.jpg"&gt;&lt;img src="https://b.example/s320/k.jpg"&gt;&lt;/a&gt;&lt;/div&gt;Isi&lt;a name="more"&gt;&lt;/a&gt;&lt;br /&gt;&lt;br /&gt;Dua</content><published>2024-05-01T00:00:00Z</published><blogger:filename>/2024/05/kopi-teh.html</blogger:filename><category scheme="tag:blogger.com,1999:blog-1" term="Dua kata"/>${more}</entry>`

/** A small export of each kind. */
const samples: Readonly<Record<string, Record<string, string>>> = {
  wordpress: {
    'a.xml':
      '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>T</title><link>https://lama.example/a/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><content:encoded>Isi</content:encoded></item></channel></rss>',
  },
  blogger: {
    'Takeout/Blogger/Blogs/Lama/feed.atom': `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Lama</title>${entry('1', 'POST')}${entry('2', 'COMMENT', '<blogger:parent>tag:blogger.com,1999:blog-1.post-1</blogger:parent>')}</feed>`,
  },
  ghost: {
    'lama.json': ghostFile([
      {
        id: '1',
        uuid: 'x1',
        title: 'T',
        slug: 't',
        status: 'published',
        visibility: 'public',
        type: 'post',
        lexical: lexical('Isi'),
        published_at: '2024-05-01 00:00:00',
      },
    ]),
  },
  substack: {
    'posts.csv':
      'post_id,post_date,is_published,type,audience,title,subtitle,podcast_url\n12.halo,2024-05-01T00:00:00.000Z,true,newsletter,everyone,Halo,Anak,\n',
    'posts/12.halo.html': '<p>Isi</p>',
  },
  medium: {
    'posts/2024-05-01_Halo-abcdef012345.html': story(
      'Halo',
      '<p>By <a class="p-author">Sari</a> on <time class="dt-published" datetime="2024-05-01T00:00:00.000Z">x</time></p><a href="https://medium.com/@s/halo-abcdef012345" class="p-canonical">x</a><p class="p-tags"><a class="p-tag">Kopi</a></p>',
    ),
  },
  jekyll: {
    '_config.yml': 'title: Lama\nurl: https://lama.example\ntimezone: Asia/Jakarta\n',
    '_posts/2024-05-01-halo.md': '---\ntitle: Halo\ntags: [Kopi]\n---\nIsi {% youtube abc %}\n',
  },
  hugo: {
    'hugo.toml': 'baseURL = "https://lama.example/"\n',
    'content/posts/halo/index.md': '+++\ntitle = "Halo"\ndate = 2024-05-01T07:00:00+07:00\ntags = ["Kopi"]\n+++\nIsi\n',
  },
  markdown: { 'halo.md': '# Halo\n\nIsi\n' },
}

test('a quotation mark in Substack’s list that is never closed is told with its line', async () => {
  const list = `${samples.substack?.['posts.csv']}13.dua,2024-05-02T00:00:00.000Z,true,newsletter,everyone,"Dua
baris",,
14.tiga,2024-05-02T00:00:00.000Z,true,newsletter,everyone,"Tiga,,
15.empat,2024-05-02T00:00:00.000Z,true,newsletter,everyone,Empat,,
`
  const files = { 'posts.csv': list, 'posts/12.halo.html': '<p>Isi</p>', 'posts/13.dua.html': '<p>Isi</p>' }
  const { items, faults } = await everythingIn([await folderOf(files)])
  expect(items.map(({ slug }) => slug)).toEqual(['halo', 'dua'])
  expect(faults).toMatchObject([{ where: 'posts.csv:5', words: { en: expect.stringContaining('never closed') } }])
})

test('entries of Blogger without an id are told apart by what they say', async () => {
  const bare = (text: string, type = 'POST') =>
    entry('', type)
      .replace(/<id>.*?<\/id>|<blogger:filename>.*?<\/blogger:filename>/g, '')
      .replace('Isi', text)
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"><title>Lama</title>${bare('Satu')}${bare('Dua')}${bare('Satu')}</feed>`
  const { items } = await everythingIn([await folderOf({ 'feed.atom': feed })])
  const [one, two, again] = items.map(({ key }) => key)
  expect(one).toBeTruthy()
  expect(two).not.toBe(one)
  expect(again).toBe(one)
})

test('an old address of Jekyll has the day of the file’s name, whatever the zone', async () => {
  const files = (timeZone: string) => ({
    '_config.yml': `url: https://lama.example\ntimezone: ${timeZone}\npermalink: /:year/:month/:day/:title/\n`,
    '_posts/2024-05-01-halo.md': '---\ntitle: Halo\n---\nIsi\n',
  })
  for (const timeZone of ['Asia/Jakarta', 'America/New_York', 'UTC']) {
    const { items } = await everythingIn([await folderOf(files(timeZone))])
    expect(items[0]?.address).toMatch(/\/2024\/05\/01\/halo\/$/)
  }
})

test.each([
  ['permalink: /:year/:long_month/:short_year-:i_day/:title/', '/1985/May/85-1/halo/'],
  ['permalink: /:year_:month/:title', '/1985_05/halo'],
  [
    'defaults:\n  - scope: {path: "", type: posts}\n    values: {permalink: "/blog/:year/:month/:day/:title/"}',
    '/blog/1985/05/01/halo/',
  ],
  ['collections:\n  posts:\n    permalink: /c/:year/:title/', '/c/1985/halo/'],
])('an address of Jekyll by the day of its file’s name: %s', async (rule, path) => {
  const files = { '_config.yml': `${rule}\n`, '_posts/1985-05-01-halo.md': '---\ntitle: Halo\n---\nIsi\n' }
  const { items } = await everythingIn([await folderOf(files)])
  expect(items[0]?.address).toBe(path)
})

describe.each(Object.entries(samples))('%s', (name, files) => {
  test('is recognised, and read the same way twice', async () => {
    const folder = await folderOf(files)
    const [first, second] = [await everythingIn([folder]), await everythingIn([folder])]
    expect(first.format?.id).toBe(name)
    expect(first.items).toHaveLength(1)
    expect(first.items[0]?.markdown).toContain('Isi')
    expect(first.faults).toEqual([])
    expect(second.items).toEqual(first.items)
  })

  test('a file that ends too early, wherever it does, throws nothing and is read as far as it goes', async () => {
    const [path = '', whole = ''] = Object.entries(files).at(-1) ?? []
    for (let tenth = 1; tenth < 10; tenth += 1) {
      const cut = whole.slice(0, Math.floor((whole.length * tenth) / 10))
      const { items } = await everythingIn([await folderOf({ ...files, [path]: cut })])
      expect(items.length).toBeLessThanOrEqual(1)
    }
  })

  test('what is no text throws nothing', async () => {
    const [path = ''] = Object.entries(files).at(-1) ?? []
    const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256)
    await everythingIn([await folderOf({ ...files, [path]: noise as never })])
  })
})

describe('Blogger', () => {
  test('a title, a text in lines, labels, and its comment', async () => {
    const { items, comments } = await everythingIn([await folderOf(samples.blogger ?? {})])
    expect(items[0]).toMatchObject({
      title: 'Kopi & teh',
      markdown: '![](https://b.example/s1600/k.jpg)\n\nIsi\n\nDua',
      tags: ['Dua kata'],
      slug: 'kopi-teh',
      address: '/2024/05/kopi-teh.html',
    })
    expect(comments).toMatchObject([{ item: items[0]?.key, standing: 'shown' }])
  })

  test('the older backup: settings are passed by, a draft has no address', async () => {
    const path = beside('suites', 'importers', 'more', 'hakyll-convert', 'blogger-002.xml')
    if (!path) return
    const { items, comments } = await everythingIn([path])
    expect(items.map(({ title, state, address }) => [title, state, address !== ''])).toEqual([
      ['Just a draft for now', 'draft', false],
      ['', 'published', true],
      ['My first testing post', 'published', true],
    ])
    expect(comments.map(({ item }) => item)).toEqual([items[1]?.key])
  })

  test('a folder of Takeout: pages, what is planned, threads, spam and the bin', async () => {
    const path = beside('suites', 'importers', 'more', 'blogger-takeout-own')
    if (!path) return
    const { items, comments, faults } = await everythingIn([path])
    expect(items.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'article published',
      'article published',
      'article draft',
      'article scheduled',
      'page published',
    ])
    expect(comments.map(({ standing }) => standing)).toEqual(['shown', 'shown', 'spam'])
    expect(comments[1]?.parent).toBe(comments[0]?.key)
    expect(faults.map(({ where }) => where)).toEqual(['Terbuang'])
  })
})

describe('Ghost', () => {
  const posts = (more: object) => ({
    id: '1',
    uuid: 'x1',
    title: 'T',
    slug: 't',
    status: 'published',
    visibility: 'public',
    type: 'post',
    ...more,
  })
  const one = async (more: object) =>
    (
      await everythingIn([await folderOf({ 'a.json': ghostFile([posts(more)]) })], {
        timeZone: 'UTC',
        emails: false,
        site: 'https://lama.example',
      })
    ).items[0]

  test('the newer editor, its labels in order, none of its own', async () => {
    expect(await one({ lexical: lexical('Isi') })).toMatchObject({
      markdown: '**Isi**',
      tags: ['Kopi'],
      authors: ['u1'],
      address: 'https://lama.example/t/',
    })
  })
  test('the older editor', async () => {
    expect((await one({ mobiledoc: mobiledoc('Isi') }))?.markdown).toBe(
      '_Isi_\\\n[tautan](https://a.example)\n\n![A](https://lama.example/content/images/a.jpg "C")\n\n- satu',
    )
  })
  test('HTML alone', async () => {
    expect((await one({ html: '<p>Isi <b>x</b></p>' }))?.markdown).toBe('Isi **x**')
  })
  test.each([{ visibility: 'members' }, { visibility: 'paid' }, { status: 'sent' }])(
    'what not everybody might read comes as a draft: %j',
    async (more) => {
      expect(await one({ html: '<p>a</p>', ...more })).toMatchObject({ state: 'draft', lost: [{ what: 'audience' }] })
    },
  )
  test('password hashes and addresses stay behind', async () => {
    const path = beside('suites', 'importers', 'more', 'ghost-6.65')
    if (!path) return
    const { all, items } = await everythingIn([path])
    expect(JSON.stringify(all)).not.toMatch(/\$2b\$|sari@example/)
    expect(items).toHaveLength(8)
    expect(
      items.find(({ slug }) => slug === 'semua-kartu')?.lost.map(({ what, detail }) => `${what} ${detail}`),
    ).toEqual(['widget signup', 'widget email', 'widget paywall', 'script script', 'html details'])
  })
  test('a number that is no number is a fault of that one only', async () => {
    const odd = { toString: 1, valueOf: 1 }
    const file = ghostFile([
      { id: odd, uuid: odd, authors: [{ id: odd, name: odd }], title: 'Aneh' },
      { id: '2', title: 'Biasa', html: '<p>a</p>', status: 'published' },
    ]).replace('"value":"Lama"', '"value":{"toString":1}')
    const { items } = await everythingIn([await folderOf({ 'ghost.json': file })])
    expect(items.map(({ title }) => title)).toEqual(['Aneh', 'Biasa'])
  })

  test('what is nested too deep is left out and told, and all behind it is read', async () => {
    const deep = `${'[{"a":'.repeat(3000)}1${'}]'.repeat(3000)}`
    const file = (samples.ghost?.['lama.json'] ?? '')
      .replace('"posts":[', `"posts":[{"id":"0","title":"Dalam","slug":"dalam","html":"<p>Isi</p>","x":${deep}},`)
      .replace('"data":{', `"data":{"lain":${deep},`)
    const { items, faults } = await everythingIn([await folderOf({ 'lama.json': file })])
    expect(items.map(({ slug, authors }) => [slug, authors])).toEqual([
      ['dalam', []],
      ['t', ['u1']],
    ])
    expect(faults.map(({ words }) => words.en)).toEqual([expect.stringMatching(/^2 values.*too deep.*left out/)])
  })

  test('a file that ends thousands of levels deep is told, and read as far as there', async () => {
    const file = ghostFile([
      { id: '1', title: 'Biasa', html: '<p>a</p>', status: 'published' },
      { id: '2', title: 'Dalam', x: 'X', status: 'published' },
    ]).replace('"X"', '['.repeat(3000))
    const { items, faults } = await everythingIn([await folderOf({ 'ghost.json': file })])
    expect(items.map(({ title }) => title)).toEqual(['Biasa'])
    expect(faults.map(({ words }) => words.en)).toEqual([
      expect.stringContaining('deep'),
      expect.stringContaining('ends too early'),
    ])
  })

  test('a body that is no JSON is a fault of that one only', async () => {
    const { items } = await everythingIn([
      await folderOf({
        'a.json': ghostFile([
          posts({ html: '<p>satu</p>' }),
          { ...posts({ html: '<p>dua</p>' }), id: '2', uuid: 'x2' },
        ]),
      }),
    ])
    expect(items.map(({ markdown }) => markdown)).toEqual(['satu', 'dua'])
  })
})

describe('Medium', () => {
  test('title and subtitle are not said twice; pictures are the large ones; labels, time and author', async () => {
    const { items } = await everythingIn([await folderOf(samples.medium ?? {})])
    expect(items[0]).toMatchObject({
      key: 'medium abcdef012345',
      title: 'Halo',
      summary: 'Anak judul',
      markdown: 'Isi.\n\n![](https://cdn-images-1.medium.com/1*a.jpeg)',
      tags: ['Kopi'],
      authors: ['Sari'],
      publishedAt: new Date('2024-05-01T00:00:00Z'),
    })
  })
  test('a response is no article, a draft has no time', async () => {
    const response =
      '<article class="h-entry"><h1 class="p-name">Setuju</h1><section data-field="body" class="e-content"><p class="graf graf--p graf--leading">Setuju</p></section></article>'
    const { items, faults } = await everythingIn([
      await folderOf({
        'posts/2024-01-01_Setuju-abcdef012349.html': response,
        'posts/draft_Nanti-abcdef012348.html': story('Nanti'),
      }),
    ])
    expect(items.map(({ state, publishedAt }) => [state, publishedAt])).toEqual([['draft', null]])
    expect(faults).toHaveLength(1)
  })
})

describe('Substack', () => {
  test('what asks for readers goes, notes and pictures come over', async () => {
    const page =
      '<p>Satu<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1">1</a></p><p class="button-wrapper"><a href="#">Langganan</a></p><div class="subscription-widget-wrap"><form></form></div><img src="https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fbucket.example%2Fa.png"><div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>Catatan</p></div></div>'
    const { items } = await everythingIn([await folderOf({ ...samples.substack, 'posts/12.halo.html': page })])
    expect(items[0]?.markdown).toBe('Satu[^1]\n\n![](https://bucket.example/a.png)\n\n[^1]: Catatan')
  })
  test('paid posts come as drafts, threads and empty ones with a reason', async () => {
    const list =
      'post_id,post_date,is_published,type,audience,title\n1.a,2024-05-01,true,newsletter,only_paid,A\n2.b,2024-05-01,true,thread,everyone,B\n3.c,2024-05-01,true,newsletter,everyone,C\n'
    const { items, faults } = await everythingIn([await folderOf({ 'posts.csv': list, 'posts/1.a.html': '<p>a</p>' })])
    expect(items).toMatchObject([{ state: 'draft', lost: [{ what: 'audience', detail: 'only_paid' }] }])
    expect(faults.map(({ where }) => where)).toEqual(['B', 'C'])
  })
})

describe('folders of Markdown', () => {
  const page = async (text: string, path = 'a.md') => (await everythingIn([await folderOf({ [path]: text })])).items[0]
  test.each([
    [
      'YAML',
      '---\ntitle: "A"\ndate: 2024-05-01\ntags: [x, y]\n---\nIsi',
      { title: 'A', tags: ['x', 'y'], publishedAt: new Date('2024-04-30T17:00:00Z') },
    ],
    ['YAML that ends in dots', '---\ntitle: A\n...\nIsi', { title: 'A', markdown: 'Isi' }],
    ['JSON', '{\n"title": "A"\n}\nIsi', { title: 'A', markdown: 'Isi' }],
    ['a heading', '# A\n\nIsi', { title: 'A', markdown: 'Isi' }],
    ['none', 'Isi', { title: 'A', markdown: 'Isi' }],
    [
      'a zone of its own',
      '---\ndate: 2024-01-02 03:04:05 +0900\n---\nIsi',
      { publishedAt: new Date('2024-01-01T18:04:05Z') },
    ],
    ['a comma list', '---\ntags: kopi, teh susu\n---\nIsi', { tags: ['kopi', 'teh susu'] }],
    [
      'a byte order mark and other line ends',
      '\ufeff---\r\ntitle: A\r\n---\r\nIsi\r\n',
      { title: 'A', markdown: 'Isi' },
    ],
    [
      'three dashes inside code',
      'Isi\n\n```\n---\ntitle: B\n---\n```',
      { title: 'A', markdown: 'Isi\n\n```\n---\ntitle: B\n---\n```' },
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await page(text)).toMatchObject(expected)
  })
  test('a head that is wrong is told with its reason; the text comes over', async () => {
    const { items, faults } = await everythingIn([await folderOf({ 'a.md': '---\ntitle: [\n---\nIsi' })])
    expect(items[0]?.markdown).toBe('Isi')
    expect(faults).toHaveLength(1)
  })
  test('a file in an archive that is protected with a password is told; the others come', async () => {
    const zip = await zipOf({ 'a.md': '# Rahasia', 'b.md': '# Biasa' })
    zip[6] = 1
    zip[zip.indexOf('PK\x01\x02') + 8] = 1
    const folder = await folderOf({ 'a.zip': zip })
    const { items, faults } = await everythingIn([join(folder, 'a.zip')])
    expect([items.map(({ title }) => title), faults.map(({ where }) => where)]).toEqual([['Biasa'], ['a.md']])
  })

  test('a head that is code is not run', async () => {
    const { items, faults } = await everythingIn([
      await folderOf({ 'a.md': '---js\n{ title: process.exit(1) }\n---\nIsi' }),
    ])
    expect(items[0]?.markdown).toBe('Isi')
    expect(faults[0]?.words.en).toContain('not run')
  })
  test('Jekyll: date and address by the file’s name, Liquid as Markdown, what nobody knows stays and is named', async () => {
    const folder = await folderOf({
      ...samples.jekyll,
      '_posts/2024-05-02-dua.md':
        '---\ncategories: kabar kopi\n---\n{% highlight rb %}\nputs 1\n{% endhighlight %}\n![a]({{ "/k.jpg" | relative_url }}) {% asing x %}\n',
    })
    const { items } = await everythingIn([folder])
    expect(items.map(({ address }) => address)).toEqual(['/2024/05/01/halo.html', '/kabar/kopi/2024/05/02/dua.html'])
    expect(items[0]?.markdown).toBe('Isi \n\nhttps://www.youtube.com/watch?v=abc')
    expect(items[1]?.markdown).toBe('```rb\nputs 1\n```\n\n![a](/k.jpg) {% asing x %}')
    expect(items[1]?.lost).toMatchObject([{ what: 'shortcode', detail: 'asing' }])
  })
  test('a path that climbs out of its site is no address', async () => {
    const folder = await folderOf({
      ...samples.jekyll,
      '_posts/2024-05-01-halo.md': '---\npermalink: /%2e%2e/%2e%2e/x.html\n---\nIsi',
    })
    expect((await everythingIn([folder])).items[0]?.address).toBe('')
  })
  test('Hugo: a bundle by its folder, shortcodes as Markdown', async () => {
    const folder = await folderOf({
      ...samples.hugo,
      'content/posts/halo/index.md':
        '+++\ntitle = "Halo"\ndate = 2024-05-01T07:00:00+07:00\naliases = ["/lama/"]\n+++\n{{< youtube abc >}}\n\n{{< figure src="k.jpg" caption="Kopi" >}}\n\n`{{< youtube x >}}`',
    })
    const { items } = await everythingIn([folder])
    expect(items[0]).toMatchObject({ slug: 'halo', earlier: ['/lama/'], publishedAt: new Date('2024-05-01T00:00:00Z') })
    expect(items[0]?.markdown.split(/\n{2,}/)).toEqual([
      'https://www.youtube.com/watch?v=abc',
      '![](<k.jpg> "Kopi")',
      '`{{< youtube x >}}`',
    ])
  })
  test('all shapes of Jekyll’s own tests are read', async () => {
    const path = beside('suites', 'importers', 'more', 'jekyll')
    if (!path) return
    const { items } = await everythingIn([path])
    expect(items.map(({ slug }) => slug)).toEqual([
      'draft-properties',
      'not-published',
      'empty-tags',
      'timezone-override',
      'number-category',
      'permalink-traversal',
      'trailing-dots',
      'nested',
    ])
    expect(items.find(({ slug }) => slug === 'number-category')?.tags).toEqual(['2013'])
    const wide = await everythingIn([`${path}/_encodings/Unicode16LECRLFandBOM.md`])
    expect(wide.items).toHaveLength(1)
    expect(readFileSync(`${path}/_encodings/Unicode16LECRLFandBOM.md`)[0]).toBe(0xff)
  })
  test('Zola: addresses of its own, older ones too', async () => {
    const path = beside('suites', 'importers', 'more', 'zola')
    if (!path) return
    const { items } = await everythingIn([path])
    expect(items.find(({ title }) => title === 'Fixed slug')).toMatchObject({
      earlier: ['/an-old-url/old-page', '/an-old-url/an-old-alias.html'],
    })
    expect(items.find(({ title }) => title === 'Fixed URL')?.address).toBe('/a-fixed-url')
  })
})
