/** One run of ffmpeg: quiet, last in the queue for the processor, bounded in time and size, and gone when we are. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** What a run may use. */
export interface RunBounds {
  /** Seconds on the clock; a machine that is busy with other things still gets there. */
  seconds: number
  /** Bytes of the file that it writes. */
  bytes: number
  signal: AbortSignal
  /** Called with the progress, in seconds of the video. */
  at(seconds: number): void
}

/** How a run ended: what ffmpeg says when it can't go on is in `detail`, for the log. */
export class FfmpegFailed extends Error {
  readonly why: 'refused' | 'too-slow' | 'too-big' | 'stopped' | 'killed'

  constructor(why: FfmpegFailed['why'], detail: string) {
    super(`ffmpeg ${why}: ${detail}`)
    this.why = why
  }
}

/** As much of ffmpeg's words as a log needs. */
const mostWords = 4000

/**
 * Runs ffmpeg and waits for its end. It gets no environment and no input.
 * @throws FfmpegFailed
 */
export async function runFfmpeg(program: string, args: readonly string[], bounds: RunBounds): Promise<void> {
  bounds.signal.throwIfAborted()
  const [first = program, ...others] = [...lastInQueue(), program, ...args]
  const child = spawn(first, others, { env: {}, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  let why: FfmpegFailed['why'] | undefined
  const end = (reason: FfmpegFailed['why']) => {
    why ??= reason
    child.kill('SIGKILL')
  }
  const stop = () => end('stopped')
  const timer = setTimeout(() => end('too-slow'), bounds.seconds * 1000)
  bounds.signal.addEventListener('abort', stop)
  const leave = () => child.kill('SIGKILL')
  process.on('exit', leave)
  try {
    if (process.platform === 'win32' && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    const ended = waitFor(child)
    follow(child, bounds, () => end('too-big'))
    const { code, signal, words } = await ended
    if (why) throw new FfmpegFailed(why, words)
    if (signal) throw new FfmpegFailed('killed', `${signal} ${words}`)
    if (code !== 0) throw new FfmpegFailed('refused', words)
  } finally {
    clearTimeout(timer)
    bounds.signal.removeEventListener('abort', stop)
    process.off('exit', leave)
  }
}

/** Whether this ffmpeg was built with a filter. */
export function hasFilter(program: string, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    execFile(program, ['-hide_banner', '-filters'], { env: {}, timeout: 10_000 }, (error, said) => {
      if (error) reject(error)
      else resolve(said.split('\n').some((line) => line.trim().split(/\s+/)[1] === name))
    })
  })
}

/** Where the system has them: dies with us (util-linux), and steps back for everything else (POSIX). */
function lastInQueue(): string[] {
  if (process.platform === 'win32') return []
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path))
  const nice = ['/usr/bin/nice', '/bin/nice'].find((path) => existsSync(path))
  return [
    ...(process.platform === 'linux' && setpriv ? [setpriv, '--pdeathsig', 'KILL', '--'] : []),
    ...(nice ? [nice, '-n', '15'] : []),
  ]
}

interface Ended {
  code: number | null
  signal: string | null
  words: string
}

function waitFor(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (said: string) => {
      words = (words + said).slice(-mostWords)
    })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, words: words.trim() }))
  })
}

/** Reads ffmpeg's `-progress`: lines of `key=value`, a block every half second. */
function follow(child: ChildProcess, { bytes, at }: RunBounds, tooBig: () => void): void {
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (said: string) => {
    const lines = (rest + said).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [key, value] = line.split('=')
      if (key === 'out_time_us' && Number(value) >= 0) at(Number(value) / 1_000_000)
      if (key === 'total_size' && Number(value) > bytes) tooBig()
    }
  })
}
