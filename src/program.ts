import { dueEvergreens, dueFeeds, goRound, readFeed } from './automation/index.ts'
import { dueArticles, openReader, publishDue, type Reader, renewPages, sharedFor } from './blog/index.ts'
import { openBus } from './bus.ts'
import { channelsToPoll, forgetOldStarts, releaseChannel, removedChannels } from './channels/index.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { forgetNotices, markAnswered, pollChannel } from './conversations/index.ts'
import { openDatabase } from './db/client.ts'
import { openClock } from './db/clock.ts'
import { migrate } from './db/migrate.ts'
import { type Postgres, startPostgres } from './db/postgres.ts'
import { reachDatabase } from './db/reach.ts'
import { createGuardedFetch } from './fetch/guarded.ts'
import { openApp } from './http/app.ts'
import { listen, type WebServer } from './http/server.ts'
import { openJobs } from './jobs/index.ts'
import { type Log, openLog } from './log.ts'
import { dueLetters, sendLetter } from './mail/index.ts'
import { forgetCopies, forgetCopyFolders, forgetMedia, forgetUploads, startCopyMaker } from './media/index.ts'
import { allNetworks, byName } from './networks/index.ts'
import type { Network } from './networks/network.ts'
import { dueSeries, leaseSeconds, makeNext, startDispatcher, wakeForCopy } from './publishing/index.ts'
import { type Sweep, startSweep } from './sweep.ts'
import { openAuth } from './team/index.ts'

/** Says what takes long, in both languages; the caller knows which one to print. */
export type Tell = (id: string, en: string) => void

/** The context, and the way to close all of it. */
export interface Opened {
  context: Context
  close(): Promise<void>
}

/** What a context would make by itself, where that is there already. */
export interface Given {
  /** Instead of all networks. */
  networks?: readonly Network[]
  /** The database has this version's shape. */
  migrated?: boolean
}

/**
 * Opens everything that operations need: the database (embedded where none is given), migrations, jobs, networks.
 * @param part which part of the program this process is, for the others to see
 */
export async function openContext(
  config: Config,
  tell: Tell = () => undefined,
  log: Log = openLog(config.logLevel),
  part = 'command',
  given: Given = {},
): Promise<Opened> {
  const postgres: Postgres | undefined = config.databaseUrl ? undefined : await startPostgres(config.dataDir, tell)
  const connection = postgres ? postgres.connection : { connectionString: config.databaseUrl }
  const database = openDatabase(connection, 8, part, leaseSeconds(config))
  try {
    if (!postgres) await reachDatabase(connection, tell)
    if (!given.migrated) await migrate(database.db)
    const failed = (error: unknown) => log.error({ error }, 'in the background')
    const clock = await openClock(database.pool, log)
    const bus = openBus(database.pool, failed)
    const jobs = await openJobs(database.pool, failed)
    await postgres?.entered()
    const networks = byName(given.networks ?? (await allNetworks()))
    const home = new URL(config.baseUrl)
    const fetch = createGuardedFetch({
      allow: [...config.allowPrivateHosts, `${home.hostname}:${home.port || (home.protocol === 'https:' ? 443 : 80)}`],
    })
    const context: Context = {
      config,
      db: database.db,
      database,
      clock,
      fetch,
      log,
      networks,
      jobs,
      asked: { markAnswered },
      bus,
    }
    return {
      context,
      close: async () => {
        clock.stop()
        await jobs.stop()
        await bus.close()
        await database.close()
        await postgres?.stop()
      },
    }
  } catch (error) {
    await database.close()
    await postgres?.stop()
    throw error
  }
}

/** A running part of the program. */
export interface Running {
  stop(): Promise<void>
}

/** The panel, the API and the blog. */
export async function startWeb(context: Context): Promise<Running & WebServer> {
  const auth = openAuth(context)
  const reader: Reader = openReader(context)
  const server = await listen(context, openApp(context, auth, reader), reader)
  return {
    ...server,
    stop: async () => {
      reader.close()
      await server.close()
    },
  }
}

/** What happens by itself: deliveries, articles whose time has come, responses. */
export async function startWorker(context: Context): Promise<Running> {
  await context.jobs.work(
    {
      'publish-article': (data) => publishDue(context, data.id),
      'poll-channel': async (data, signal) => {
        await pollChannel(context, data, signal)
      },
      'send-mail': (data) => sendLetter(context, data),
    },
    (name, error) => context.log.error({ job: name, error }, 'job failed'),
  )
  const dispatcher = startDispatcher(context)
  await context.jobs.onAlarm(dispatcher.wake)
  const copies = startCopyMaker(context, (workspaceId, mediaId) => wakeForCopy(context, workspaceId, mediaId))
  const stopping = new AbortController()
  const sweeps: Sweep[] = [
    startSweep(
      context,
      'articles',
      15,
      1,
      () => dueArticles(context),
      (data) => publishDue(context, data.id),
    ),
    startSweep(
      context,
      'pages',
      60,
      1,
      async () => [renewPages],
      (renew) => renew(context, stopping.signal),
    ),
    startSweep(
      context,
      'series',
      30,
      1,
      () => dueSeries(context),
      (due) => makeNext(context, due, (actor, articleId) => sharedFor(context, actor, articleId)),
    ),
    startSweep(
      context,
      'feeds',
      30,
      2,
      () => dueFeeds(context),
      (feed) => readFeed(context, feed),
    ),
    startSweep(
      context,
      'evergreen',
      30,
      1,
      () => dueEvergreens(context),
      (due) => goRound(context, due),
    ),
    startSweep(
      context,
      'responses',
      Math.min(15, context.config.pollSeconds),
      2,
      () => channelsToPoll(context),
      (data) => pollChannel(context, data),
    ),
    startSweep(
      context,
      'old',
      3600,
      1,
      async () => [forgetNotices, forgetOldStarts, forgetUploads, forgetMedia, forgetCopies, forgetCopyFolders],
      (forget) => forget(context),
    ),
    startSweep(
      context,
      'removed channels',
      3600,
      1,
      () => removedChannels(context),
      (channel) => releaseChannel(context, channel),
    ),
    startSweep(
      context,
      'mail',
      15,
      2,
      () => dueLetters(context),
      (data) => sendLetter(context, data),
    ),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([dispatcher, copies, ...sweeps].map((part) => part.stop()))
    },
  }
}
