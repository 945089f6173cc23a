import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { describeWithFfmpeg, film } from '../testing/ffmpeg.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { argumentsFor, readRecipe } from './recipe.ts'

const folder = mkdtempSync(join(tmpdir(), 'percakapan-ffmpeg-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const long = join(folder, 'long.webm')
const to = join(folder, 'to.mp4')
const slowly = readRecipe('mp4 v=1280x720:3000 a=none')
const never = new AbortController().signal
const bounds = { seconds: 120, bytes: 100_000_000, signal: never, at: () => undefined }

describeWithFfmpeg('a run of ffmpeg', (program) => {
  test('tells how far it is, and leaves a file', async () => {
    await film(long, {
      size: '1280x720',
      seconds: 40,
      sound: false,
      as: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '16', '-b:v', '2M'],
    })
    const times: number[] = []
    await runFfmpeg(program, argumentsFor(slowly, 'video/webm', long, to), { ...bounds, at: (at) => times.push(at) })
    expect(times.at(-1)).toBeCloseTo(40, 0)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(existsSync(to)).toBe(true)
  })

  test('ends when it takes too long, writes too much, or is stopped', async () => {
    const args = argumentsFor(slowly, 'video/webm', long, to)
    await expect(runFfmpeg(program, args, { ...bounds, seconds: 0.3 })).rejects.toMatchObject({ why: 'too-slow' })
    await expect(runFfmpeg(program, args, { ...bounds, bytes: 1000 })).rejects.toMatchObject({ why: 'too-big' })
    const stop = new AbortController()
    const running = runFfmpeg(program, args, { ...bounds, signal: stop.signal })
    stop.abort()
    await expect(running).rejects.toMatchObject({ why: 'stopped' })
  })

  test('reads no list that leads elsewhere, and no file in another form than we saw', async () => {
    const list = join(folder, 'list.m3u8')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(list, `#EXTM3U\n#EXTINF:10,\nfile://${long}\n#EXT-X-ENDLIST\n`)
    for (const mime of ['video/mp4', 'video/webm'])
      await expect(runFfmpeg(program, argumentsFor(slowly, mime, list, to), bounds)).rejects.toMatchObject({
        why: 'refused',
      })
    await expect(runFfmpeg(program, argumentsFor(slowly, 'video/mp4', long, to), bounds)).rejects.toMatchObject({
      why: 'refused',
    })
    expect(() => argumentsFor(slowly, 'application/x-mpegurl', list, to)).toThrow('no demuxer')
  })

  test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/setpriv'))(
    'steps back for everything else, and dies with its killed parent',
    async () => {
      const script = `import { runFfmpeg } from ${JSON.stringify(join(import.meta.dirname, 'ffmpeg.ts'))}
        const bounds = { seconds: 60, bytes: 1e9, signal: new AbortController().signal, at: () => console.log('on') }
        await runFfmpeg(${JSON.stringify(program)}, ${JSON.stringify(argumentsFor(slowly, 'video/webm', long, to))}, bounds)`
      const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(parent.stdout, 'data')
      const children = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8')
        .trim()
        .split(' ')
        .map(Number)
      const [child] = children as [number]
      expect(readFileSync(`/proc/${child}/cmdline`, 'utf8')).toContain('ffmpeg')
      expect(getPriority(child)).toBe(15)
      parent.kill('SIGKILL')
      await once(parent, 'exit')
      const gone = () => !existsSync(`/proc/${child}`) || /\) Z /.test(readFileSync(`/proc/${child}/stat`, 'utf8'))
      await expect.poll(gone, { timeout: 15_000, interval: 20 }).toBe(true)
    },
  )
})
