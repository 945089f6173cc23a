import { describe, expect, test } from 'vitest'
import { beside } from '../../../networks/testing/beside.ts'
import { everythingIn, folderOf } from '../../testing/read.ts'

const head = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
  <channel><title>Lama</title><link>https://lama.example</link><language>id-ID</language><wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_blog_url>https://lama.example</wp:base_blog_url>`
const item = (id: number, more: string) =>
  `<item><title>Judul ${id}</title><link>https://lama.example/2020/01/judul-${id}/</link><guid isPermaLink="false">https://lama.example/?p=${id}</guid>
  <wp:post_id>${id}</wp:post_id><wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt><wp:status>publish</wp:status>${more}</item>`
const post = (body: string, more = '') =>
  `<wp:post_type>post</wp:post_type><content:encoded><![CDATA[${body}]]></content:encoded>${more}`
const read = async (items: string) => everythingIn([await folderOf({ 'blog.xml': `${head}${items}</channel></rss>` })])
const bodyOf = async (body: string, more = '') => (await read(item(1, post(body)) + more)).items[0]

describe('a text of the older editor', () => {
  test.each([
    ['empty lines part paragraphs', 'Satu\nmasih satu\n\nDua', 'Satu\\\nmasih satu\n\nDua'],
    ['HTML in between', 'Satu\n<ul>\n<li>a</li>\n</ul>\nDua', 'Satu\n\n- a\n\nDua'],
    ['code stays as it is', '<pre>a\n\nb</pre>\n\nx', '```\na\n\nb\n```\n\nx'],
    [
      'a caption',
      '[caption id="a" width="300"]<img src="https://lama.example/k.jpg" alt="K" /> Kopi $5[/caption]',
      '![K](https://lama.example/k.jpg "Kopi $5")',
    ],
    [
      'an older caption',
      '[caption caption="Kopi"]<img src="https://lama.example/k.jpg" />[/caption]',
      '![](https://lama.example/k.jpg "Kopi")',
    ],
    ['a video', 'Lihat:\n\nhttps://youtu.be/abc\n\nya', 'Lihat:\n\nhttps://youtu.be/abc\n\nya'],
    ['a shortcode of wordpress.com', '[youtube abcDEF]', 'https://www.youtube.com/watch?v=abcDEF'],
    ['code', '[code lang="php"]<?php\n\necho 1;[/code]', '```php\n<?php\n\necho 1;\n```'],
    ['two brackets are words', '[[gallery]] dan [lihat]', '\\[gallery] dan \\[lihat]'],
    ['where its front page cut it', 'a\n\n<!--more-->\n\nb', 'a\n\nb'],
  ])('%s', async (_what, body, markdown) => {
    expect((await bodyOf(body))?.markdown).toBe(markdown)
  })

  test('a shortcode that nobody knows leaves its words, and is named', async () => {
    const found = await bodyOf('a [kotak warna="merah"]isi[/kotak] [formulir id="3"]')
    expect(found?.markdown).toBe('a isi')
    expect(found?.lost.map(({ what, detail }) => `${what} ${detail}`)).toEqual([
      'shortcode kotak',
      'shortcode formulir',
    ])
  })
})

describe('a text of the block editor', () => {
  const attachment = (id: number) =>
    item(
      id,
      `<wp:post_type>attachment</wp:post_type><wp:attachment_url>https://lama.example/u/${id}.jpg</wp:attachment_url>
      <excerpt:encoded><![CDATA[Foto ${id}]]></excerpt:encoded><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt ${id}</wp:meta_value></wp:postmeta>`,
    )

  test('gets no paragraphs of its own; galleries and reusable blocks are put in', async () => {
    const { items } = await read(
      item(
        1,
        post(
          '<!-- wp:paragraph -->\n<p>Satu\nbaris</p>\n<!-- /wp:paragraph -->\n<!-- wp:block {"ref":7} /-->\n<!-- wp:gallery {"ids":[8,9]} /-->',
        ),
      ) +
        item(
          7,
          '<wp:post_type>wp_block</wp:post_type><content:encoded><![CDATA[<!-- wp:paragraph --><p>Dipakai lagi</p><!-- /wp:paragraph -->]]></content:encoded>',
        ) +
        attachment(8) +
        attachment(9),
    )
    expect(items.map(({ markdown }) => markdown)).toEqual([
      'Satu baris\n\nDipakai lagi\n\n![Alt 8](https://lama.example/u/8.jpg) ![Alt 9](https://lama.example/u/9.jpg)',
    ])
  })

  test('a reusable block that holds itself ends', async () => {
    const { items } = await read(
      item(1, post('<!-- wp:block {"ref":7} /-->')) +
        item(
          7,
          '<wp:post_type>wp_block</wp:post_type><content:encoded><![CDATA[x<!-- wp:block {"ref":7} /-->]]></content:encoded>',
        ),
    )
    expect(items[0]?.markdown.length).toBeLessThan(100)
  })

  test('the head picture is told by its key, whichever comes first', async () => {
    const { items } = await read(
      attachment(8) +
        item(
          1,
          post(
            'a',
            '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta>',
          ),
        ),
    )
    expect(items[0]).toMatchObject({ picture: { file: '8' }, uses: ['8'] })
  })
})

test('what an item is, its dates, labels, authors and addresses', async () => {
  const { items, comments, faults } = await read(
    '<wp:author><wp:author_login>rina</wp:author_login><wp:author_email>r@x.example</wp:author_email><wp:author_display_name><![CDATA[Rina Wati]]></wp:author_display_name></wp:author>' +
      item(
        1,
        post(
          'a',
          `<dc:creator>rina</dc:creator><wp:post_name>judul-1</wp:post_name><wp:is_sticky>1</wp:is_sticky><category domain="category" nicename="kopi"><![CDATA[Kopi & teh]]></category>
        <category domain="category" nicename="uncategorized">Uncategorized</category><category domain="post_tag" nicename="pagi">pagi</category>
        <wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_author>Budi</wp:comment_author><wp:comment_author_email>b@x.example</wp:comment_author_email><wp:comment_author_IP>1.2.3.4</wp:comment_author_IP><wp:comment_content>Enak</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
        <wp:comment><wp:comment_id>6</wp:comment_id><wp:comment_content>ya</wp:comment_content><wp:comment_approved>0</wp:comment_approved><wp:comment_parent>5</wp:comment_parent></wp:comment>
        <wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_type>pingback</wp:comment_type></wp:comment>`,
        ),
      ) +
      item(2, '<wp:post_type>page</wp:post_type>') +
      item(3, '<wp:post_type>post</wp:post_type><wp:post_password>x</wp:post_password>') +
      item(4, '<wp:post_type>product</wp:post_type>') +
      item(5, '<wp:post_type>nav_menu_item</wp:post_type>'),
  )
  expect(items[0]).toMatchObject({
    key: 'wordpress lama.example 1',
    kind: 'article',
    state: 'published',
    tags: ['Kopi & teh', 'pagi'],
    authors: ['rina'],
    pinned: true,
    slug: 'judul-1',
    address: 'https://lama.example/2020/01/judul-1/',
    earlier: ['/?p=1', 'https://lama.example/?p=1'],
    publishedAt: new Date('2020-01-02T03:04:05Z'),
  })
  expect(items[1]).toMatchObject({ kind: 'page', earlier: ['/?page_id=2', 'https://lama.example/?p=2'] })
  expect(items[2]).toMatchObject({ state: 'draft', lost: [{ what: 'password' }] })
  expect(comments).toMatchObject([
    { key: 'wordpress lama.example 1 5', name: 'Budi', parent: '', standing: 'shown' },
    { parent: 'wordpress lama.example 1 5', standing: 'waiting' },
  ])
  expect(JSON.stringify(comments)).not.toMatch(/b@x\.example|1\.2\.3\.4/)
  expect(faults.map(({ where }) => where)).toEqual(['Judul 4'])
})

test('a draft has no time, whatever its zeros say', async () => {
  const { items } = await read(
    item(1, post('a')).replace('2020-01-02 03:04:05', '0000-00-00 00:00:00').replace('>publish<', '>draft<'),
  )
  expect(items[0]).toMatchObject({ state: 'draft', publishedAt: null })
})

test('what says neither a state nor a date is for its writer to look at; with a date alone it was out', async () => {
  const stateless = item(1, post('a')).replace('<wp:status>publish</wp:status>', '')
  const undated = stateless.replace('<wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>', '')
  expect((await read(stateless)).items[0]).toMatchObject({ state: 'published' })
  expect((await read(undated)).items[0]).toMatchObject({ state: 'draft', publishedAt: null })
})

describe('files that are no proper XML', () => {
  test('one stray sign loses one line, not the rest', async () => {
    const { items, faults } = await read(item(1, post('a')).replace('Judul 1<', 'Kopi & teh<') + item(2, post('b')))
    expect(items.map(({ title }) => title)).toEqual(['Kopi & teh', 'Judul 2'])
    expect(faults).toHaveLength(1)
  })

  test('the encoding that it says', async () => {
    const whole = `${head.replace('UTF-8', 'windows-1252')}${item(1, post('caf\u00e9 \u201ckopi\u201d'))}</channel></rss>`
    const bytes = Uint8Array.from(whole, (sign) => ({ '\u201c': 0x93, '\u201d': 0x94 })[sign] ?? sign.charCodeAt(0))
    const { items } = await everythingIn([await folderOf({ 'a.xml': bytes })])
    expect(items[0]?.markdown).toBe('café “kopi”')
  })

  test('entities that grow without end, and files of the machine, are never read', async () => {
    const evil = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`
    const { items } = await everythingIn([
      await folderOf({
        'a.xml': `${evil}${head.replace(/^<\?xml[^>]*>/, '')}${item(1, '<wp:post_type>post</wp:post_type><content:encoded>x &b; &f; y</content:encoded>')}</channel></rss>`,
      }),
    ])
    expect(items[0]?.markdown).not.toMatch(/aaaa|root:/)
  })

  test('a file that ends too early gives what it has', async () => {
    const whole = `${head}${item(1, post('satu'))}${item(2, post('dua'))}`
    const { items } = await everythingIn([await folderOf({ 'a.xml': whole.slice(0, -60) })])
    expect(items[0]?.markdown).toBe('satu')
  })

  test('parts of one export are one', async () => {
    const folder = await folderOf({
      'b-2.xml': `${head}${item(2, post('dua'))}</channel></rss>`,
      'b-10.xml': `${head}${item(10, post('sepuluh'))}</channel></rss>`,
    })
    expect((await everythingIn([folder])).items.map(({ markdown }) => markdown)).toEqual(['dua', 'sepuluh'])
  })
})

const suites = [
  'wordpress-importer/wxr-simple.xml',
  'wordpress-importer/slashes.xml',
  'wordpress-importer/cdata-edge.xml',
  'wordpress-importer/multiple-cdata.xml',
  'wordpress-importer/backslashes.xml',
  'wordpress-importer/valid-wxr-1.0.xml',
  'wordpress-importer/a11y-unit-test-data.xml',
  'wptt-theme-unit-test/theme-preview.xml',
  'more/hakyll-convert/wordpress-000.xml',
  'more/google-blog-converters/wordpress-sample2.wxr',
  'nikola/wordpress_qtranslate_item_modernized.xml',
  'php-toolkit-wxr/stylish-press.xml',
]
const counts = [1, 1, 1, 1, 1, 6, 65, 7, 4, 4, 1, 3]

test.each(suites.map((file, at) => [file, counts[at]] as const))(
  '%s holds %i articles and pages',
  async (file, count) => {
    const path = beside('suites', 'importers', file)
    if (!path) return
    const { format, items } = await everythingIn([path])
    expect(format?.id).toBe('wordpress')
    expect(items).toHaveLength(count as number)
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
  },
)

test('quotes, backslashes and the end of a CDATA section come over as they were', async () => {
  const path = beside('suites', 'importers', 'wordpress-importer')
  if (!path) return
  const one = async (file: string) => (await everythingIn([`${path}/${file}`])).items[0]?.markdown
  expect(await one('cdata-edge.xml')).toBe('ends with sequence ]] >')
  expect(await one('backslashes.xml')).toMatch(/\\/)
})
