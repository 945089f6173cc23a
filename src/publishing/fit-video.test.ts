import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { connectChannel } from '../channels/index.ts'
import { asSystem, inWorkspace } from '../db/client.ts'
import type { VideoTracks } from '../db/tables.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { videoNetwork } from '../testing/video-network.ts'
import { compose } from './compose.ts'
import { schedulePost } from './schedule.ts'

const takes = { bytes: 20_000_000, seconds: 300, types: ['video/mp4'] }
const avc: VideoTracks = { video: 'avc', profile: 'avc1.640028', audio: 'aac', fps: 30, hdr: false }
const vp9: VideoTracks = { video: 'vp9', profile: 'vp09.00.31.08', audio: 'opus', fps: 30, hdr: false }
const hevc: VideoTracks = { video: 'hevc', profile: 'hvc1.1.6.L120.B0', audio: 'aac', fps: 30, hdr: false }

let context: TestContext
let channelId: string
afterEach(() => context.close())

/** Nothing is converted here: any program will do as "there is one". */
async function open(ffmpeg: boolean): Promise<void> {
  context = await testContext([videoNetwork('Bioskop', takes).network], ffmpeg ? { FFMPEG: process.execPath } : {})
  const done = await connectChannel(context, context.actor, 'Bioskop', { handle: 'rina', password: 'right' })
  if (!('channel' in done)) throw new Error('no channel')
  channelId = done.channel.id
}

async function video(mime: string, megabytes: number, seconds: number, tracks: VideoTracks | null): Promise<string> {
  const id = randomUUID()
  const row = {
    id,
    workspace_id: context.actor.workspaceId,
    file: `${id}.mp4`,
    mime,
    width: 1920,
    height: 1080,
    seconds,
  }
  await inWorkspace(context.db, context.actor.workspaceId, (tx) =>
    tx
      .insertInto('media')
      .values({ ...row, bytes: megabytes * 1_000_000, tracks: tracks && JSON.stringify(tracks), alt: 'Panen' })
      .execute(),
  )
  return id
}

async function look(id: string) {
  const drafts = [{ channelId, text: 'Panen kopi hari ini.', mediaIds: [id] }]
  const [composed] = await compose(context, context.actor, drafts, {})
  const findings = composed?.findings.filter(({ check }) => check === 'over-limit') ?? []
  return { video: composed?.parts[0]?.video, said: findings.map(({ severity, message }) => [severity, message.en]) }
}

const renditions = () => asSystem(context.db, (tx) => tx.selectFrom('rendition').selectAll().execute())

test('what fits is sent as it is, and nothing is said', async () => {
  await open(true)
  const { video: sent, said } = await look(await video('video/mp4', 10, 60, avc))
  expect(said).toEqual([])
  expect(sent).not.toHaveProperty('target')
  expect((await look(await video('video/mp4', 10, 60, null))).said).toEqual([])
})

test.each([
  ['another kind', 'video/webm', 10, 60, vp9],
  ['another codec', 'video/mp4', 10, 60, hevc],
  ['too many bytes', 'video/mp4', 90, 60, avc],
] as const)('%s: said beforehand, as a hint with the size; the part says what will be sent', async (...given) => {
  const [, mime, mega, seconds, tracks] = given
  await open(true)
  const { video: sent, said } = await look(await video(mime, mega, seconds, tracks))
  expect(said).toEqual([
    ['hint', expect.stringMatching(/Bioskop .* converted to MP4 \(\d+ × \d+\), about \d+ MB at most/)],
  ])
  expect(sent).toMatchObject({ mime: 'video/mp4', target: expect.stringMatching(/^mp4 v=/) })
  expect(sent?.bytes).toBeLessThanOrEqual(takes.bytes)
  // Looking stores nothing.
  expect(await renditions()).toEqual([])
})

test('too long is never cut: refused, converted or not', async () => {
  await open(true)
  const { said, video: sent } = await look(await video('video/webm', 90, 301, vp9))
  expect(said).toEqual([['error', expect.stringContaining('longer than Bioskop takes (300 seconds)')]])
  expect(sent).not.toHaveProperty('target')
})

test('what even a small picture would not fit into is refused before it is sent', async () => {
  const network = videoNetwork('Bioskop', { ...takes, bytes: 1_000_000 }).network
  context = await testContext([network], { FFMPEG: process.execPath })
  const done = await connectChannel(context, context.actor, 'Bioskop', { handle: 'rina', password: 'right' })
  channelId = 'channel' in done ? done.channel.id : ''
  const id = await video('video/mp4', 90, 280, avc)
  expect((await look(id)).said).toEqual([['error', expect.stringContaining('without becoming a blur')]])
  const post = { drafts: [{ channelId, text: 'Panen.', mediaIds: [id] }], timeZone: 'Asia/Jakarta' }
  await expect(schedulePost(context, context.actor, post)).rejects.toMatchObject({ kind: 'rejected' })
})

test('without ffmpeg it is refused as ever, and who can change that is said; a codec only warns', async () => {
  await open(false)
  const install = expect.stringContaining('installs ffmpeg')
  expect((await look(await video('video/webm', 10, 60, vp9))).said).toEqual([['error', install]])
  expect((await look(await video('video/mp4', 90, 60, avc))).said).toEqual([['error', install]])
  expect((await look(await video('video/mp4', 10, 60, hevc))).said).toEqual([['warning', install]])
})

test('a planned post asks for its rendition at once, with others for the same one', async () => {
  await open(true)
  const id = await video('video/webm', 10, 60, vp9)
  const plan = (text: string) =>
    schedulePost(context, context.actor, {
      drafts: [{ channelId, text, mediaIds: [id] }],
      at: new Date(context.clock.now().getTime() + 86_400_000),
      timeZone: 'Asia/Jakarta',
    })
  await plan('Panen pertama.')
  await plan('Panen kedua.')
  expect(await renditions()).toMatchObject([
    { media_id: id, state: 'waiting', workspace_id: context.actor.workspaceId },
  ])
})
