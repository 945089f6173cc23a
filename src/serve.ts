import { type Config, readConfig } from './config.ts'
import { Problem } from './core/problem.ts'
import { isLoopback } from './core/visitor.ts'
import { isLanguage, type Language, say, type Words } from './core/words.ts'
import { asProblem } from './db/client.ts'
import { type Log, openLog } from './log.ts'
import { openContext, startWeb, startWorker } from './program.ts'
import { checkStart } from './start.ts'
import { isInstalled, setUpToken } from './team/index.ts'
import type { Running } from './work/index.ts'

/** Which parts run in this process. */
export type Service = 'all' | 'web' | 'worker'

const words = {
  ready: {
    id: '\n  Percakapan siap.\n\n    Panel  {panel}\n    Blog   {blog}\n\n  Ctrl-C menghentikan semuanya, termasuk basis data.\n',
    en: '\n  Percakapan is ready.\n\n    Panel  {panel}\n    Blog   {blog}\n\n  Ctrl-C stops everything, the database included.\n',
  },
  working: { id: 'Pekerja berjalan. Ctrl-C menghentikannya.', en: 'The worker is running. Ctrl-C stops it.' },
  root: {
    id: 'Catatan: Anda menjalankan ini sebagai root. PostgreSQL dijalankan dengan akun sistemnya sendiri, "percakapan"; untuk pemakaian sehari-hari pakailah pengguna biasa.',
    en: 'Note: you run this as root. PostgreSQL is run as a system account of its own, "percakapan"; for daily use take an ordinary user.',
  },
  first: {
    id: '  Alamat panel itu memuat kata kunci bagi pemilik pertama. Jangan dibagikan.\n',
    en: '  That address of the panel carries the key for its first owner. Keep it to yourself.\n',
  },
  onlyHere: {
    id: 'Catatan: BASE_URL menyebut alamat lain, tetapi Percakapan hanya mendengarkan di komputer ini (127.0.0.1). Di belakang proksi itu benar; tanpa proksi bukalah dengan HOST=0.0.0.0 npm start',
    en: 'Note: BASE_URL names another address, but Percakapan listens on this machine only (127.0.0.1). Behind a proxy that is right; without one, open it with HOST=0.0.0.0 npm start',
  },
  unforeseen: {
    id: 'Percakapan tidak dapat berjalan karena galat yang tidak terduga: {why}. Mulailah lagi; bila tetap begini, LOG_LEVEL=debug npm start menuliskan keterangannya. Yang sudah tersimpan tetap aman.',
    en: 'Percakapan can’t run because of something unforeseen: {why}. Start it again; if it stays so, LOG_LEVEL=debug npm start writes down all of it. What was saved is safe.',
  },
  stopping: { id: '\nMenghentikan …', en: '\nStopping …' },
  stopped: { id: 'Berhenti. Semua tersimpan.', en: 'Stopped. Everything is saved.' },
} satisfies Record<string, Words>

/** The language of the shell, for the few words that a start prints. */
export function shellLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const code = (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2).toLowerCase()
  return isLanguage(code) ? code : 'en'
}

/**
 * Runs until it is told to stop.
 * @param started is called once everything runs
 * @returns the exit code: 0 after a stop, 2 when it could not start
 */
export async function serve(service: Service, started: () => void = () => undefined): Promise<number> {
  const language = shellLanguage()
  const print = (text: Words, values?: Record<string, string>) =>
    process.stderr.write(`${say(text, language, values)}\n`)
  // From here on: whoever stops it while it starts must not leave a database running that nobody ends.
  const stop = stopSignal(() => print(words.stopping))
  let log: Log | undefined
  try {
    const config = readConfig()
    log = openLog(config.logLevel)
    if (process.getuid?.() === 0 && !config.databaseUrl) print(words.root)
    const { context, close } = await openContext(config, (id, en) => print({ id, en }), log, service)
    const running: Running[] = []
    try {
      await checkStart(context)
      if (service !== 'worker' && !stop.isAsked()) {
        const web = await startWeb(context)
        running.push(web)
        const home = process.env.BASE_URL ? config.baseUrl : `http://localhost:${web.port}`
        const first = (await isInstalled(context)) ? '' : `#setup=${setUpToken(config)}`
        print(words.ready, { panel: `${home}/panel/${first}`, blog: `${home}/` })
        if (first) print(words.first)
        if (onlyHere(config)) print(words.onlyHere)
      }
      if (service !== 'web' && !stop.isAsked()) {
        running.push(await startWorker(context))
        if (service === 'worker') print(words.working)
      }
      started()
      await stop.asked
    } finally {
      for (const part of running.reverse()) await part.stop()
      await close()
    }
    print(words.stopped)
    return 0
  } catch (error) {
    const known = asProblem(error)
    if (known instanceof Problem) print(known.words)
    else print(words.unforeseen, { why: error instanceof Error ? error.message : String(error) })
    log?.debug({ error }, 'not started')
    return 2
  }
}

/** Readers are told an address that leads here only through a proxy. */
function onlyHere({ host, baseUrl }: Config): boolean {
  const { protocol, hostname } = new URL(baseUrl)
  return protocol === 'http:' && isLoopback(host) && hostname !== 'localhost' && !isLoopback(hostname)
}

/** Whether somebody wants it to stop: Ctrl-C, or an orderly end from outside. */
interface StopSignal {
  isAsked(): boolean
  /** Resolves once they do. */
  asked: Promise<void>
}

/** A second Ctrl-C ends at once. @param told is called at the first */
function stopSignal(told: () => void): StopSignal {
  let isAsked = false
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isAsked) process.exit(130)
        isAsked = true
        told()
        resolve()
      })
    }
  })
  return { isAsked: () => isAsked, asked }
}
