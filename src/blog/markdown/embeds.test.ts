import { describe, expect, test } from 'vitest'
import { unsafeIn } from '../../testing/unsafe-html.ts'
import { layOut } from './index.ts'

const frameOf = (html: string) => /<iframe src="([^"]+)"/.exec(html)?.[1]?.replaceAll('&#x26;', '&')

describe('a bare address on a line of its own', () => {
  const nocookie = 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ'
  test.each([
    ['https://www.youtube.com/watch?v=aqz-KE-bpKQ', nocookie],
    ['https://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&t=1m30s', `${nocookie}?start=90`],
    ['https://youtu.be/aqz-KE-bpKQ?si=abc', nocookie],
    ['https://www.youtube.com/shorts/aqz-KE-bpKQ', nocookie],
    ['https://www.youtube.com/live/aqz-KE-bpKQ?t=75', `${nocookie}?start=75`],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'],
    ['https://www.dailymotion.com/video/x7tgad0', 'https://geo.dailymotion.com/player.html?video=x7tgad0'],
    ['https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv', 'https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv'],
    [
      'https://mastodon.example/@harriet/112233445566778899',
      'https://mastodon.example/@harriet/112233445566778899/embed',
    ],
    [
      'https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l',
      'https://embed.bsky.app/embed/bsky.app/app.bsky.feed.post/3l6oveex3ii2l',
    ],
    [
      'https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3l6oveex3ii2l',
      'https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l',
    ],
    ['https://x.com/jack/status/20', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://twitter.com/jack/status/20?s=20', 'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20'],
    ['https://www.instagram.com/p/CuE2WNQs6vH/?igsh=a', 'https://www.instagram.com/p/CuE2WNQs6vH/embed/'],
    ['https://www.tiktok.com/@/video/6718335390845095173', 'https://www.tiktok.com/player/v1/6718335390845095173'],
    ['https://www.threads.net/@zuck/post/CuVdfsNtmvh', 'https://www.threads.com/@zuck/post/CuVdfsNtmvh/embed'],
    [
      'https://old.reddit.com/r/Coffee/comments/1abcde/kopi_gayo/',
      'https://embed.reddit.com/r/Coffee/comments/1abcde/kopi_gayo/',
    ],
    [
      'https://www.facebook.com/watch/?v=1234567890',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1234567890',
    ],
    ['https://t.me/durov/43', 'https://t.me/durov/43?embed=1'],
    [
      'https://www.pinterest.com/pin/99360735500167749/',
      'https://assets.pinterest.com/ext/embed.html?id=99360735500167749',
    ],
    [
      'https://www.linkedin.com/feed/update/urn:li:share:7012345678901234567/',
      'https://www.linkedin.com/embed/feed/update/urn:li:share:7012345678901234567',
    ],
    [
      'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5',
      'https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5',
    ],
    ['https://codepen.io/chriscoyier/pen/gfdDu', 'https://codepen.io/chriscoyier/embed/gfdDu'],
  ])('%s', async (address, frame) => {
    const { html, frames, links } = await layOut(`Awal.\n\n${address}\n\nAkhir.`)
    expect(frameOf(html)).toBe(frame)
    expect(frames).toEqual([new URL(frame).origin])
    expect(links).toEqual([address])
    expect(unsafeIn(html)).toEqual([])
    expect(html.match(/<p>(?:Awal|Akhir)\.<\/p>/g)).toHaveLength(2)
    // With angle brackets around it, it is as bare.
    expect(frameOf((await layOut(`<${address}>`)).html)).toBe(frame)
  })

  test.each([
    ['words behind it', 'https://youtu.be/aqz-KE-bpKQ bagus'],
    ['words of its own', '[Tonton](https://youtu.be/aqz-KE-bpKQ)'],
    ['another address as its words', '[https://youtu.be/aqz-KE-bpKQ](https://youtu.be/bbbbbbbbbbb)'],
    ['a point', '- https://youtu.be/aqz-KE-bpKQ'],
    ['a heading', '## https://youtu.be/aqz-KE-bpKQ'],
    ['a profile', 'https://mastodon.example/@harriet'],
    ['another page of a site', 'https://www.youtube.com/@gayo'],
    ['a host that only looks like it', 'https://youtube.com.example/watch?v=aqz-KE-bpKQ'],
    ['a name and a password', 'https://a:b@youtu.be/aqz-KE-bpKQ'],
    ['another port', 'https://youtube.com:8443/watch?v=aqz-KE-bpKQ'],
    ['a server without a lock', 'http://mastodon.example/@harriet/112233445566778899'],
    ['code', '`https://youtu.be/aqz-KE-bpKQ`'],
  ])('with %s stays what it is', async (_why, text) => {
    const { html, frames } = await layOut(text)
    expect([frames, html.includes('details')]).toEqual([[], false])
  })

  test('of this very blog is shown in no frame', async () => {
    const address = 'https://kopi.example/@harriet/112233445566778899'
    expect((await layOut(address, { site: 'https://kopi.example' })).frames).toEqual([])
  })

  test('may stand among other lines; several are several, and their sites are named once', async () => {
    const { html, frames } = await layOut(
      'Lihat:\nhttps://youtu.be/aqz-KE-bpKQ\nhttps://youtu.be/bbbbbbbbbbb\nlalu *ini*.\n\nhttps://vimeo.com/76979871',
    )
    expect(html).toMatch(
      /^<p>Lihat:<\/p><details.*<\/details><details.*<\/details><p>lalu <em>ini<\/em>\.<\/p>\n<details/,
    )
    expect(frames).toEqual(['https://www.youtube-nocookie.com', 'https://player.vimeo.com'])
  })

  test('says in the article’s language what is loaded by opening it, and leads to where it is from', async () => {
    const html = async (language: 'id' | 'en', address: string) => (await layOut(address, { language })).html
    expect(await html('id', 'https://youtu.be/aqz-KE-bpKQ')).toBe(
      '<details class="embed video"><summary><span>Tonton di sini. Memutarnya memuat YouTube.</span></summary>' +
        '<iframe src="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ" title="Video dari YouTube" loading="lazy"' +
        ' allow="fullscreen; picture-in-picture; encrypted-media"' +
        ' sandbox="allow-scripts allow-same-origin allow-popups allow-presentation allow-forms"' +
        ' referrerpolicy="strict-origin-when-cross-origin" width="640" height="360"></iframe>' +
        '<p>Di tempat asalnya: <a href="https://youtu.be/aqz-KE-bpKQ" rel="external noopener">https://youtu.be/aqz-KE-bpKQ</a></p></details>',
    )
    expect(await html('en', 'https://mastodon.example/@harriet/112233445566778899')).toContain(
      '<summary><span>See the post here. Opening it loads mastodon.example.</span></summary>',
    )
    expect(await html('en', 'https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5')).toContain(
      'Listen here. Playing it loads Spotify.',
    )
  })
})
