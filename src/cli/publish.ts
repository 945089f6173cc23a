import { dirname, resolve } from 'node:path'
import {
  type ArticleRow,
  articleAt,
  createArticle,
  homeLink,
  permalinkOf,
  publishArticle,
  saveArticle,
  summaryOf,
} from '../blog/index.ts'
import { readBrandKit } from '../brand/index.ts'
import { type Channel, listChannels } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { longestInput } from '../core/input-limits.ts'
import type { LinkCard } from '../core/post.ts'
import { type Language, say, type Words } from '../core/words.ts'
import { inWorkspace } from '../db/client.ts'
import { addPictureOnce } from '../media/index.ts'
import { type Composed, compose, proposeTeaser, schedulePost, wakeWaiting } from '../publishing/index.ts'
import { homeAddressOf, may, notPermitted, type Permission } from '../team/index.ts'
import { type ArticleFile, readArticleFile } from './article-file.ts'
import { authorIds, headMarkdown, headPicture } from './article-parts.ts'
import { channelName, chooseChannels } from './choose-channels.ts'
import { type Command, type ExitCode, type OptionValues, type Streams, WrongUse } from './command.ts'
import { type Acting, actingAs, actingOptions, inHouse, workerRuns } from './house.ts'
import { readWords } from './input.ts'
import { type LocalPicture, localPictures, withAddresses } from './pictures.ts'
import { manyLines, oneLine, shortTime } from './table.ts'
import { plannedInstant } from './when.ts'

const texts = {
  created: { id: 'Artikel baru: {title}', en: 'New article: {title}' },
  changed: { id: 'Artikel diubah: {title}', en: 'Changed article: {title}' },
  live: { id: 'Sudah terbit: {url}', en: 'Published: {url}' },
  later: { id: 'Terbit {at}: {url}', en: 'Will be published {at}: {url}' },
  pictures: { id: 'Gambar: {list}', en: 'Pictures: {list}' },
  teaser: { id: 'Kiriman untuk {channel}, berangkat {at}:', en: 'Post for {channel}, goes out {at}:' },
  stopped: {
    id: 'Belum ada yang diterbitkan atau dikirim: perbaiki temuan di atas, lalu ulangi.',
    en: 'Nothing was published or sent: fix the findings above and try again.',
  },
  dry: {
    id: 'Ini hanya percobaan (--dry-run): belum ada yang diubah.',
    en: 'Only a trial (--dry-run): nothing was changed.',
  },
  asleep: {
    id: 'Pekerja tidak berjalan: yang terjadwal berangkat setelah npm start.',
    en: 'The worker is not running: what is scheduled goes out once npm start runs.',
  },
  unknown: {
    id: 'Kolom yang tidak dikenal pada bagian depan, dilewati: {list}',
    en: 'Unknown fields in the front matter, passed over: {list}',
  },
  deleted: {
    id: 'Artikel dengan alamat {url} sudah dihapus. Kembalikan dulu di panel, atau pilih "slug" lain.',
    en: 'The article at {url} was deleted. Bring it back in the panel first, or choose another "slug".',
  },
  pausing: { id: 'sesudah {n} detik', en: 'after {n} s' },
} satisfies Record<string, Words>

/** What is going to happen, before anything does. */
interface Plan {
  acting: Acting
  file: ArticleFile
  language: Language
  existing: ArticleRow | undefined
  /** The blog's address. */
  home: string
  permalink: string
  pictures: LocalPicture[]
  at: Date | undefined
  channels: Channel[]
}

const sending = (channels: readonly string[]): Permission[] => (channels.length > 0 ? ['send'] : [])

/** Some roles publish their own articles only. @throws Problem `forbidden` */
function refuseOwnOnly({ member: { role } }: Acting): void {
  if (may(role, 'publish') === 'own') throw notPermitted(role, 'publish')
}

async function plan(
  context: Context,
  path: string | undefined,
  options: OptionValues,
  streams: Streams,
): Promise<Plan> {
  const { at: typed, channel } = options
  const names = Array.isArray(channel) ? (channel as readonly string[]) : []
  const acting = await actingAs(context, options, streams, ['write', 'publish', ...sending(names)])
  const at = typeof typed === 'string' ? plannedInstant(typed, acting.member.timeZone, context.clock.now()) : undefined
  const file = await readArticleFile(await readWords(path, streams, longestInput.markdown))
  const folder = path === undefined || path === '-' ? process.cwd() : dirname(resolve(path))
  const pictures = await localPictures(`${file.markdown}\n\n${headMarkdown(file)}`, folder)
  return inWorkspace(context.db, acting.actor.workspaceId, async (tx) => {
    const existing = file.slugIsOwn ? await articleAt(tx, file.slug) : undefined
    const home = await homeAddressOf(context.config, tx, acting.actor.workspaceId)
    const permalink = permalinkOf(home, file)
    if (existing?.deleted_at)
      throw new WrongUse({
        id: say(texts.deleted, 'id', { url: permalink }),
        en: say(texts.deleted, 'en', { url: permalink }),
      })
    const kit = await readBrandKit(tx, acting.actor.workspaceId)
    if (existing && existing.created_by !== acting.actor.userId) refuseOwnOnly(acting)
    return {
      acting,
      file,
      language: file.language ?? existing?.language ?? kit?.language ?? 'id',
      existing,
      home,
      permalink,
      pictures,
      at,
      channels: names.length > 0 ? chooseChannels(await listChannels(context, tx), names) : [],
    }
  })
}

/** The teasers as they would leave. The page answers by then: a delivery waits for it. */
function proposed(context: Context, { acting, file, channels, language }: Plan, link: LinkCard): Promise<Composed[]> {
  const { name: title, tags } = file
  const summary = link.description
  const drafts = channels.map((channel) => ({
    channelId: channel.id,
    text: proposeTeaser(channel, { title, summary, link, tags }),
    mediaIds: [],
  }))
  return compose(context, acting.actor, drafts, { link, linkAnswers: true, title, tags, language })
}

/** Writes the words and publishes them, now or at the time. */
async function publishArticleFile(context: Context, made: Plan): Promise<ArticleRow> {
  const { acting, file, existing, pictures, language } = made
  const addresses = new Map<string, string>()
  const media = new Map<string, string>()
  for (const picture of pictures) {
    const row = await addPictureOnce(context, acting.actor, {
      bytes: picture.bytes,
      name: picture.path,
      alt: picture.alt,
    })
    addresses.set(picture.path, `/media/${row.file}`)
    media.set(picture.path, row.id)
  }
  const { title, summary, tags, slug, kind, series, part, pinned, translationKey } = file
  const words = {
    ...{ title, summary, tags, slug, language, kind, series, part, pinned, translationKey },
    markdown: withAddresses(file.markdown, addresses),
    picture: headPicture(file, media),
    authors: file.authors && (await authorIds(context, acting, file.authors)),
  }
  const saved = existing
    ? await saveArticle(context, acting.actor, existing.id, existing.version, words)
    : await createArticle(context, acting.actor, words)
  const row = await publishArticle(context, acting.actor, saved.id, made.at)
  if (row.state === 'published') await wakeWaiting(context, acting.actor.workspaceId, { articleId: row.id })
  return row
}

/** Sends the teasers the way the panel does. @returns the deliveries' ids, in the channels' order */
async function sendTeasers(context: Context, made: Plan, article: ArticleRow): Promise<string[]> {
  const { acting, at, file } = made
  const { link } = await homeLink(context, acting.actor, article.id)
  // While other words are live, the article's link still shows those; the teaser speaks of the ones in the file.
  const own = { ...link, title: file.name, description: summaryOf(file) }
  const composed = await proposed(context, made, own)
  return schedulePost(context, acting.actor, {
    drafts: composed.map(({ channel, text, mediaIds }) => ({ channelId: channel.id, text, mediaIds })),
    articleId: article.id,
    link: own,
    linkAnswers: true,
    title: file.name,
    tags: file.tags,
    language: made.language,
    at,
    timeZone: acting.member.timeZone,
  })
}

interface Outcome {
  made: Plan
  teasers: readonly Composed[]
  article: ArticleRow | undefined
  deliveries: readonly string[]
  dry: boolean
  stopped: boolean
}

function asJson({ made, teasers, article, deliveries, dry, stopped }: Outcome, worker: boolean): object {
  return {
    article: {
      id: article?.id ?? made.existing?.id ?? null,
      title: made.file.name,
      slug: article?.slug ?? made.file.slug,
      permalink: made.permalink,
      state: article?.state ?? made.existing?.state ?? null,
      created: made.existing === undefined,
      at: made.at ?? null,
    },
    pictures: made.pictures.map(({ path }) => path),
    teasers: teasers.map((one, index) => ({
      delivery: deliveries[index] ?? null,
      channel: channelName(one.channel),
      channelId: one.channel.id,
      text: one.text,
      parts: one.parts.length,
      findings: one.findings,
    })),
    dryRun: dry,
    stopped,
    worker,
  }
}

function asText(outcome: Outcome, context: Context, language: Language): string {
  const { made, teasers } = outcome
  const zone = made.acting.member.timeZone
  const at = made.at && shortTime(made.at, zone, language)
  const leaves = at ?? say(texts.pausing, language, { n: context.config.undoSeconds })
  const lines = [say(made.existing ? texts.changed : texts.created, language, { title: oneLine(made.file.name) })]
  if (made.pictures.length > 0)
    lines.push(say(texts.pictures, language, { list: made.pictures.map(({ path }) => path).join(', ') }))
  if (!outcome.stopped) {
    const url = made.permalink
    lines.push(at ? say(texts.later, language, { at, url }) : say(texts.live, language, { url }))
  }
  for (const one of teasers) {
    lines.push('', say(texts.teaser, language, { channel: channelName(one.channel), at: leaves }))
    for (const line of manyLines(one.text)) lines.push(`  ${line}`.trimEnd())
    for (const { severity, check, message } of one.findings)
      lines.push(`  ${severity} · ${check} · ${message[language]}`)
  }
  if (outcome.stopped) lines.push('', say(texts.stopped, language))
  if (outcome.dry) lines.push('', say(texts.dry, language))
  return `${lines.join('\n')}\n`
}

async function publish(
  context: Context,
  path: string | undefined,
  options: OptionValues,
  streams: Streams,
): Promise<ExitCode> {
  const made = await plan(context, path, options, streams)
  const { language } = streams
  if (made.file.unknown.length > 0)
    await streams.err(`${say(texts.unknown, language, { list: made.file.unknown.join(', ') })}\n`)
  const link = { url: made.permalink, title: made.file.name, description: summaryOf(made.file) }
  const teasers = await proposed(context, made, link)
  const stopped = teasers.some((one) => one.findings.some(({ severity }) => severity === 'error'))
  const dry = options.dryRun === true
  const article = stopped || dry ? undefined : await publishArticleFile(context, made)
  const deliveries = article && teasers.length > 0 ? await sendTeasers(context, made, article) : []
  const outcome: Outcome = {
    made: article ? { ...made, permalink: permalinkOf(made.home, article) } : made,
    teasers,
    article,
    deliveries,
    dry,
    stopped,
  }
  const worker = await workerRuns(context)
  if (options.json) await streams.out(`${JSON.stringify(asJson(outcome, worker))}\n`)
  else {
    await streams.out(asText(outcome, context, language))
    if (article && !worker && (deliveries.length > 0 || made.at))
      await streams.out(`\n${say(texts.asleep, language)}\n`)
  }
  return stopped ? 1 : 0
}

/** `percakapan publish FILE`: its arguments, its help, and what it runs. */
export const command: Command = {
  arguments: [
    {
      name: '<file>',
      about: {
        id: 'berkas Markdown dengan bagian depan (title, tags, summary, language, slug, kind, authors, series, part, pinned, translationKey, picture, alt, caption); - : masukan baku',
        en: 'a Markdown file with front matter (title, tags, summary, language, slug, kind, authors, series, part, pinned, translationKey, picture, alt, caption); -: standard input',
      },
    },
  ],
  options: [
    {
      flags: '-c, --channel <channel>',
      repeatable: true,
      about: {
        id: 'bagikan di saluran ini: id, nama akun, jejaring:akun, atau all; boleh berulang',
        en: 'share it on this channel: id, handle, network:handle, or all; may be repeated',
      },
    },
    {
      flags: '--at <time>',
      about: {
        id: 'waktu terbit: "2026-12-01 09:00" di zona Anda, atau ISO 8601',
        en: 'when to publish: "2026-12-01 09:00" in your zone, or ISO 8601',
      },
    },
    { flags: '--dry-run', about: { id: 'hanya perlihatkan apa yang akan terjadi', en: 'only show what would happen' } },
    ...actingOptions,
    { flags: '--json', about: { id: 'jawab sebagai satu objek JSON', en: 'answer as one JSON object' } },
  ],
  examples: [
    'percakapan publish artikel.md',
    'percakapan publish artikel.md --channel all --dry-run',
    'percakapan publish artikel.md --channel @kopisenja --at "2026-12-01 09:00"',
  ],
  run: ([file], options, streams, open) =>
    inHouse(open, streams, (context) => publish(context, file, options, streams)),
}
